import type { ActionPicture } from '../check-action/action-picture';
import { isOpen } from './show-around';
import { type Facts, type Picture, type Side, textOf, valueOf } from './picture';

/** What of a picture the rule for actions needs. */
export type ActionSides = Pick<
	Picture,
	'accountTouchesThisWeek' | 'deals' | 'enrollments' | 'suppressions' | 'touches'
> & {
	contact?: Pick<Side, 'facts'>;
	account?: Pick<Side, 'facts'>;
};

/** Attributes that the rule looks at; nothing else need be read for it. */
export const ASKED_FACTS: readonly string[] = [
	'optedOut',
	'emailStatus',
	'consent',
	'country',
	'lifecycle',
	'status',
	'name',
	'ownerEmail',
];

/** What the rule for actions looks at, of a picture. */
export function actionPictureOf(picture: ActionSides): ActionPicture {
	const { contact, account, deals } = picture;
	return {
		// Who is meant is known. That somebody may be recorded twice is told, and stops nothing.
		identity: 'resolved',
		suppressions: picture.suppressions,
		...(contact && { contact: personOf(contact.facts) }),
		...(account && { account: companyOf(account.facts) }),
		openDeals: deals.filter(isOpen).map(({ facts }) => {
			const [name, owner] = [textOf(facts, 'name'), textOf(facts, 'ownerEmail')];
			return { ...(name !== undefined && { name }), ...(owner !== undefined && { owner }) };
		}),
		enrollments: picture.enrollments,
		touches: picture.touches,
		accountTouchesThisWeek: picture.accountTouchesThisWeek,
	};
}

function personOf(facts: Facts): NonNullable<ActionPicture['contact']> {
	const optedOut = valueOf(facts, 'optedOut');
	return {
		...(typeof optedOut === 'boolean' && { optedOut }),
		...texts(facts, ['emailStatus', 'consent', 'country', 'lifecycle']),
	};
}

function companyOf(facts: Facts): NonNullable<ActionPicture['account']> {
	return texts(facts, ['lifecycle', 'country']);
}

function texts(facts: Facts, names: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		names.flatMap((name) => {
			const text = textOf(facts, name);
			return text === undefined ? [] : [[name, text]];
		}),
	);
}

/** What is said of someone of whom nothing is known. */
export const NOBODY: ActionPicture = {
	identity: 'not_found',
	suppressions: [],
	openDeals: [],
	enrollments: [],
	touches: [],
	accountTouchesThisWeek: 0,
};
