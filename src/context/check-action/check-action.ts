import type { Action, BlockCode } from './actions';
import type { ActionPicture, ActionRequest } from './action-picture';
import { EVERYWHERE, type SuppressionRow } from '../model/suppression';
import type { ActionPolicy } from './policy';

/** One reason why something must not be done, and what would change that. */
export interface Block {
	code: BlockCode;
	message: string;
	unblock: string;
	/** Until when, where time alone unblocks it. */
	until?: string;
}

export interface Verdict {
	allowed: boolean;
	/** All of them, the gravest first. */
	blocks: Block[];
}

interface Question extends ActionRequest {
	action: Action;
	picture: ActionPicture;
	policy: ActionPolicy;
	/** Milliseconds since 1970. */
	now: number;
}

type Rule = (question: Question) => Block | undefined;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What writes to people, what changes records of them, and what gives them to others. */
const CONTACTS: readonly Action[] = ['enroll', 'email'];
const ALL: readonly Action[] = ['enroll', 'email', 'create', 'update', 'enrich', 'export'];

/** A sequence in one of these may still write to the person. */
const UNDER_WAY: ReadonlySet<string> = new Set(['active', 'paused']);

/** Which rule holds for which action, the gravest first. */
const RULES: ReadonlyArray<{ for: readonly Action[]; rule: Rule }> = [
	{ for: ALL, rule: suppressed },
	{ for: CONTACTS, rule: optedOut },
	{ for: CONTACTS, rule: competitor },
	{ for: ALL, rule: doubtful },
	{ for: ['update', 'export'], rule: unknown },
	{ for: CONTACTS, rule: undeliverable },
	{ for: CONTACTS, rule: customer },
	{ for: ['enroll'], rule: openDeal },
	{ for: ['enroll'], rule: alreadyEnrolled },
	{ for: ['enroll'], rule: activeElsewhere },
	{ for: ['enroll'], rule: betweenSequences },
	{ for: CONTACTS, rule: coolDown },
	{ for: CONTACTS, rule: accountCap },
	{ for: CONTACTS, rule: consent },
	{ for: ALL, rule: cap },
	{ for: ALL, rule: budget },
	{ for: ALL, rule: approval },
];

/** Whether an action may be done, with every reason why not. Asks nobody: what it needs is in the picture. */
export function checkAction(question: Question): Verdict {
	const blocks = RULES.filter((one) => one.for.includes(question.action))
		.map(({ rule }) => rule(question))
		.filter((block) => block !== undefined);
	return { allowed: blocks.length === 0, blocks };
}

function suppressed(question: Question): Block | undefined {
	const [first] = suppressionsFor(question);
	if (first === undefined) return undefined;
	return {
		code: 'suppressed',
		message: `Its ${first.kind} is on the suppression list: ${first.reason}, says ${first.source}`,
		unblock: 'Take it off the suppression list',
		...(first.expiresAt !== undefined && { until: first.expiresAt }),
	};
}

/** In which kind of system an action is done. */
const CHANNELS: Readonly<Record<Action, string | undefined>> = {
	enroll: 'sequencer',
	email: 'sequencer',
	create: 'crm',
	update: 'crm',
	enrich: 'enrichment',
	export: undefined,
};

const ALL_CHANNELS = new Set<string | undefined>(Object.values(CHANNELS));

/** Entries that hold where it would be done. Where no vendor is named, it may be any. */
export function suppressionsFor({
	picture,
	action,
	provider,
	sequenceId,
}: Pick<Question, 'action' | 'picture' | 'provider' | 'sequenceId'>): SuppressionRow[] {
	const channel = CHANNELS[action];
	return picture.suppressions.filter(({ scope }) => {
		if (scope === EVERYWHERE || channel === undefined) return true;
		if (scope === channel || scope === sequenceId) return true;
		return provider === undefined ? !ALL_CHANNELS.has(scope) : scope === provider;
	});
}

function optedOut({ picture: { contact, enrollments } }: Question): Block | undefined {
	const has =
		contact?.optedOut === true ||
		contact?.consent === 'withdrawn' ||
		enrollments.some(({ status }) => status === 'opted_out');
	if (!has) return undefined;
	return {
		code: 'opted_out',
		message: 'The person has unsubscribed or asked not to be contacted',
		unblock: 'Record a new consent of the person with its source',
	};
}

function competitor({ picture: { account, contact } }: Question): Block | undefined {
	if (![account?.lifecycle, contact?.lifecycle].includes('competitor')) return undefined;
	return {
		code: 'competitor',
		message: 'The company is a competitor',
		unblock: 'Correct the lifecycle of the account',
	};
}

function doubtful({ picture: { identity } }: Question): Block | undefined {
	if (identity !== 'needs_review') return undefined;
	return {
		code: 'needs_review',
		message: 'More than one record may be meant',
		unblock: 'Decide in the review queue which one it is',
	};
}

function unknown({ picture: { identity } }: Question): Block | undefined {
	if (identity !== 'not_found') return undefined;
	return {
		code: 'unknown_subject',
		message: 'Nothing is known by these identifiers',
		unblock: 'Record what is known first, or name another identifier',
	};
}

function undeliverable({ picture: { contact, enrollments } }: Question): Block | undefined {
	const bad =
		contact?.emailStatus === 'undeliverable' ||
		enrollments.some(({ status }) => status === 'bounced');
	if (!bad) return undefined;
	return {
		code: 'bounced',
		message: 'Mail to the person does not arrive',
		unblock: 'Use another email address, and verify it',
	};
}

function customer({ picture: { account, contact }, policy }: Question): Block | undefined {
	if (policy.contactCustomers) return undefined;
	if (![account?.lifecycle, contact?.lifecycle].includes('customer')) return undefined;
	return {
		code: 'customer',
		message: 'The company is a customer',
		unblock: 'Ask the owner of the account, or allow customers in the policy',
	};
}

function openDeal({ picture: { openDeals }, policy }: Question): Block | undefined {
	const [first] = openDeals;
	if (first === undefined || policy.contactWithOpenDeal) return undefined;
	const name = first.name === undefined ? 'A deal' : `The deal ${first.name}`;
	const owner = first.owner === undefined ? 'the owner of the deal' : first.owner;
	return {
		code: 'open_deal',
		message: `${name} of the account is open`,
		unblock: `Agree with ${owner}, or close the deal`,
	};
}

function alreadyEnrolled(question: Question): Block | undefined {
	const { picture, sequenceId } = question;
	const same = picture.enrollments.find((one) => isInto(question, one));
	if (same === undefined || sequenceId === undefined) return undefined;
	return {
		code: 'already_enrolled',
		message: `The person is in this sequence already: ${same.status}`,
		unblock: 'Choose another sequence',
	};
}

/** Whether an enrollment is in the sequence that is asked about. What names no account may be of any. */
function isInto(
	{ provider, account, sequenceId }: Question,
	one: Question['picture']['enrollments'][number],
): boolean {
	return (
		one.sequenceId === sequenceId &&
		(provider ?? one.provider) === one.provider &&
		(account ?? one.account) === (one.account ?? account)
	);
}

function activeElsewhere(question: Question): Block | undefined {
	const { picture, policy, now } = question;
	const since = now - policy.activeForDays * DAY_MS;
	const other = picture.enrollments.find(
		(one) =>
			UNDER_WAY.has(one.status) &&
			Date.parse(one.lastEventAt ?? one.enrolledAt ?? one.learnedAt) > since &&
			!isInto(question, one),
	);
	if (other === undefined) return undefined;
	return {
		code: 'active_elsewhere',
		message: `The person is ${other.status} in ${other.sequenceName ?? other.sequenceId} (${other.provider})`,
		unblock: 'Wait for its end, or stop it there',
	};
}

function betweenSequences({ picture, policy, now }: Question): Block | undefined {
	const ended = picture.enrollments
		.filter(({ status }) => status === 'finished' || status === 'replied')
		.map((one) => Date.parse(one.lastEventAt ?? one.enrolledAt ?? one.learnedAt));
	const until = Math.max(...ended) + policy.daysBetweenSequences * DAY_MS;
	if (ended.length === 0 || until <= now) return undefined;
	return {
		code: 'cool_down',
		message: `Less than ${policy.daysBetweenSequences} days ago the person was in a sequence`,
		unblock: 'Wait',
		until: new Date(until).toISOString(),
	};
}

function coolDown({ picture: { touches }, policy, now }: Question): Block | undefined {
	const past = touches.map((at) => Date.parse(at)).filter((at) => at <= now);
	const until = Math.max(...past) + policy.coolDownHours * HOUR_MS;
	if (past.length === 0 || until <= now) return undefined;
	return {
		code: 'cool_down',
		message: `Less than ${policy.coolDownHours} hours ago the person was contacted`,
		unblock: 'Wait',
		until: new Date(until).toISOString(),
	};
}

function accountCap({ picture, policy }: Question): Block | undefined {
	if (picture.accountTouchesThisWeek < policy.accountTouchesPerWeek) return undefined;
	return {
		code: 'cap_reached',
		message: `The account was contacted ${picture.accountTouchesThisWeek} times in seven days; ${policy.accountTouchesPerWeek} are allowed`,
		unblock: 'Wait, or raise the cap in the policy',
	};
}

function consent({ picture: { contact, account }, policy }: Question): Block | undefined {
	const country = contact?.country ?? account?.country;
	const asks = country !== undefined && policy.consentCountries.includes(country.toUpperCase());
	if (!asks || contact?.consent === 'given') return undefined;
	return {
		code: 'unknown_consent',
		message: `In ${country} contact needs consent, and none is recorded`,
		unblock: 'Record the consent with its source',
	};
}

function cap({ actionsLeft }: Question): Block | undefined {
	if (actionsLeft === undefined || actionsLeft > 0) return undefined;
	return {
		code: 'cap_reached',
		message: 'No more such actions are allowed today',
		unblock: 'Wait until tomorrow, or raise the cap',
	};
}

function budget({ creditsLeft }: Question): Block | undefined {
	if (creditsLeft === undefined || creditsLeft > 0) return undefined;
	return {
		code: 'budget_exhausted',
		message: 'No credits are left of the budget',
		unblock: 'Raise the budget',
	};
}

function approval({ policy, action, approvedBy }: Question): Block | undefined {
	if (approvedBy !== undefined || !policy.approvalFor.includes(action)) return undefined;
	return {
		code: 'needs_approval',
		message: 'A person has to approve it first',
		unblock: 'Ask for approval, and name who gave it',
	};
}
