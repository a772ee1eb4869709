import type { ActionPicture } from '../check-action/action-picture';
import { isOpen } from './show-around';
import { type Facts, type Picture, textOf, valueOf } from './picture';

/** What the rule for actions looks at, of a picture. */
export function actionPictureOf(picture: Picture): ActionPicture {
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
