import type { Outcome, OutcomeStatus } from '../model/outcome';

/** What is about to be done with somebody. */
export type GuardedAction = 'enroll' | 'email' | 'create' | 'update' | 'enrich' | 'export';

/** Asked before something is written, sent or paid for. */
export interface ActionQuestion {
	/** Where it is not known before which one it will be, each: one that is forbidden forbids it. */
	actions: readonly GuardedAction[];
	/** The id of the vendor. */
	provider: string;
	/** As the client's `accountKey` gives it, where the vendor's ids are unique within an account only. */
	account?: string;
	/** Canonical fields; what names nobody is nobody's. */
	record: object;
	/** Of the vendor's record, where none of the fields is known. */
	recordId?: { entity: 'contact' | 'company' | 'deal'; id: string };
	sequenceId?: string;
	/** Codes that do not hold it back this time, as the user decided. */
	ignored?: readonly string[];
	/** Only these codes count, where the rest was asked before. */
	only?: readonly string[];
}

/** Why it must not be done, and what would change that. */
export interface ActionBlock {
	/** `suppressed`, `cool_down`, … */
	code: string;
	message: string;
	unblock: string;
	/** ISO time, where time alone unblocks it. */
	until?: string;
	/** Of `suppressed`: by what, why, and who says so. */
	listed?: { kind: string; reason: string; source?: string };
}

/** The one rule for all writes. Resolves with every block of each question, the gravest first, in their order. */
export type CheckActions = (
	questions: readonly ActionQuestion[],
) => Promise<ReadonlyArray<readonly ActionBlock[]>>;

/** Codes that hold for a record as it was found, after the rest was asked for what was given. */
export const OF_THE_RECORD_FOUND: readonly string[] = ['suppressed'];

/** The outcome of one question; undefined if it may be done. */
export async function heldBack(
	checkActions: CheckActions,
	question: ActionQuestion,
	now: number,
): Promise<Outcome<never> | undefined> {
	const [blocks = []] = await checkActions([question]);
	return blockedOutcome(question.provider, blocks, now);
}

const STATUSES: Readonly<Record<string, OutcomeStatus>> = {
	suppressed: 'suppressed',
	opted_out: 'suppressed',
	competitor: 'suppressed',
	budget_exhausted: 'quota_exhausted',
};

const LISTED_BY: Readonly<Record<string, string>> = {
	email: 'email',
	domain: 'domain',
	linkedin: 'LinkedIn page',
	phone: 'phone number',
};

/** What something ends with that was not done; undefined if nothing holds it back. */
export function blockedOutcome(
	provider: string,
	blocks: readonly ActionBlock[],
	now: number,
): Outcome<never> | undefined {
	const [first, ...others] = blocks;
	if (first === undefined) return undefined;
	const { code, until, listed } = first;
	const also = [...new Set(others.map((one) => one.code))].filter((one) => one !== code);
	const waits = until !== undefined && others.length === 0;
	return {
		status: STATUSES[code] ?? 'skipped',
		provider,
		reason: {
			code: listed ? `suppressed_${listed.kind.replace(/\W/g, '_')}` : code,
			message: listed ? suppressedBy(listed) : wordsOf(first, also),
		},
		retry: waits
			? { advised: true, afterMs: Math.max(0, Date.parse(until) - now) }
			: { advised: false },
	};
}

function suppressedBy({ kind, reason, source }: NonNullable<ActionBlock['listed']>): string {
	const from = source === undefined ? '' : `, says ${source}`;
	return `This ${LISTED_BY[kind] ?? kind} is on the suppression list (${reason}${from}). Nothing was sent`;
}

function wordsOf({ message, unblock, until }: ActionBlock, also: readonly string[]): string {
	const end = until === undefined ? '' : ` until ${until}`;
	const more = also.length === 0 ? '' : ` Also in the way: ${also.join(', ')}.`;
	return `${message}. Nothing was sent. To unblock: ${lower(unblock)}${end}.${more}`;
}

function lower(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
