import type { Cost, Outcome } from '../model/outcome';
import type { Told } from './answer-mentions';

/** A question that costs, put to one vendor. */
export interface Question {
	provider: string;
	/** As the client's `accountKey` gives it: accounts of one vendor may see different data. */
	account: string;
	/** The digest of the credential, by which versions before accounts remembered. */
	principal?: string;
	/** `person.enrich` */
	operation: string;
	/** Who is asked about, normalized: `{ email: 'dana@acme.com' }`. */
	identity: Readonly<Record<string, string>>;
	/** What else makes it another question, such as the kinds of signals; plain JSON. */
	terms?: Readonly<Record<string, unknown>>;
	/** What is asked for, in any order; left out: what the vendor gives to whoever names nothing. */
	fields?: readonly string[];
	/** Whether the vendor's own answer is wanted too. */
	raw?: true;
}

/** What is kept of an answer: not ids of requests, and the vendor's own words only where they were asked for. */
export type KeptAnswer = Pick<
	Outcome,
	'status' | 'record' | 'reason' | 'notes' | 'handle' | 'raw'
> & {
	/** What it cost. Left out by versions that did not keep it. */
	cost?: Cost;
	/** What was asked for. */
	fields?: string[];
};

export interface RememberedAnswer {
	answer: KeptAnswer;
	/** Milliseconds since 1970. */
	at: number;
}

/** The right to ask, until it ends or time is over without a renewal. */
export interface AskingLease {
	/** For another `LEASE_MS` from now. False if another one took it. */
	renew(): Promise<boolean>;
	/**
	 * Keeps an answer for so many milliseconds, also if the lease was lost: it was paid for. One that is
	 * pending is noted in the book of jobs, and its end closes the job.
	 */
	keep(outcome: Outcome, ms: number): Promise<void>;
	/** What was pending under the handle is not being made any more, and there is no answer. */
	letGo(handle: string): Promise<void>;
	end(): Promise<void>;
}

export type Asking =
	| ({ state: 'remembered' } & RememberedAnswer)
	/** The vendor is still working on it: it is the caller's to be followed. */
	| ({ state: 'pending'; lease: AskingLease } & RememberedAnswer)
	/** It is the caller's to be asked. */
	| { state: 'unasked'; lease: AskingLease }
	/** Another one is asking this vendor about the same, since this time. */
	| { state: 'busy'; since: number };

export type Since = (answer: KeptAnswer) => number;

/**
 * Answers that were paid for, and who is asking just now: of two calls at once one asks. Keys are
 * digests; answers hold personal data, and are sealed where they are stored.
 */
export interface AnswerLedger {
	/** @param since from when on an answer like this one is good enough: milliseconds since 1970 */
	begin(question: Question, since: Since): Promise<Asking>;
	/**
	 * Removes every answer of any vendor about whoever has one of these identifiers, as `mentionOf` tells.
	 * Looks through all that are kept.
	 *
	 * @returns how many
	 */
	forget(identifiers: readonly Told[]): Promise<number>;
}

export function keptOf(
	{ status, record, reason, notes, handle, cost, raw }: Outcome,
	question: Pick<Question, 'fields' | 'raw'>,
): KeptAnswer {
	return {
		status,
		...(record !== undefined && { record }),
		...(reason && { reason }),
		...(notes && { notes }),
		...(handle !== undefined && { handle }),
		...(cost && { cost: { amount: cost.amount, unit: cost.unit } }),
		...(question.raw && raw !== undefined && { raw }),
		...(question.fields && { fields: uniqueFields(question.fields) }),
	};
}

/** Who is asked about, by which account of which vendor: one at a time asks. */
export function subjectOf({ provider, account, operation, identity, terms }: Question): object {
	return { provider, account, operation, identity, terms };
}

/** The parts of a question that make it the same, for the digest of its answer. */
export function sameQuestion({ principal: _, fields, ...rest }: Question): object {
	return { ...rest, fields: fields && uniqueFields(fields) };
}

/** As versions before accounts wrote it; undefined for what they did not remember. */
export function formerQuestion({
	provider,
	principal,
	operation,
	identity,
	fields,
}: Question): object | undefined {
	if (principal === undefined || fields === undefined) return undefined;
	return { provider, principal, operation, identity, fields: uniqueFields(fields) };
}

const uniqueFields = (fields: readonly string[]) => [...new Set(fields)].toSorted();

/**
 * Whether an answer about the same subject answers the question: the same fields were asked for, or all
 * that are asked for now are there, or the person may not be asked about at all. A smaller answer does not.
 */
export function answers(answer: KeptAnswer, { fields, raw }: Question): boolean {
	const { status, record } = answer;
	if (status === 'legal_block') return true;
	const isThere = status === 'found' || status === 'partial';
	if (isThere && raw && answer.raw === undefined) return false;
	if (areSame(answer.fields, fields)) return true;
	return isThere && fields !== undefined && fields.length > 0 && hasAll(record, fields);
}

function areSame(asked: readonly string[] | undefined, fields: readonly string[] | undefined) {
	if (asked === undefined || fields === undefined) return asked === fields;
	return uniqueFields(fields).join('\n') === uniqueFields(asked).join('\n');
}

/**
 * The same for an answer of a version that could keep less than was asked for under a question: only
 * what cannot be too little counts.
 */
export function formerAnswers(answer: KeptAnswer, { fields = [], raw }: Question): boolean {
	if (answer.status === 'legal_block' || answer.status === 'pending') return true;
	return !raw && fields.length > 0 && hasAll(answer.record, fields);
}

function hasAll(record: unknown, fields: readonly string[]): boolean {
	const values = (record ?? {}) as Readonly<Record<string, unknown>>;
	return fields.every((field) => {
		const value = values[field];
		if (Array.isArray(value)) return value.length > 0;
		return value !== undefined && value !== null && value !== '';
	});
}
