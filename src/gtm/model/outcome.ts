/**
 * How an operation on one record ended. A 2xx of a vendor is no success by itself: an answer that
 * did nothing has its own word here.
 */
export const OUTCOME_STATUSES = [
	/** A record was made. */
	'created',
	/** A record was changed. */
	'updated',
	/** The record already was as asked; nothing was written. */
	'unchanged',
	/** What was asked for is in `record`. */
	'found',
	/** The vendor has no such thing. Not an error, and for most vendors free. */
	'not_found',
	/** The vendor already has it, under the id in `record` if it says so; nothing was written. */
	'duplicate',
	/** This record was left out, by the vendor or before it was asked, for `reason`. */
	'skipped',
	/** This person or company must not be contacted or written. */
	'suppressed',
	/** The vendor is still working on it: ask again with `handle`. */
	'pending',
	/** Partly done: `reason` says which part is missing. */
	'partial',
	/** No credits or no quota is left; waiting a little does not help. */
	'quota_exhausted',
	/** Too many calls; `retry.afterMs` says when to come back. */
	'rate_limited',
	/** The credential has no permission for this: key, scope, plan or licence. */
	'forbidden',
	/** The input is not valid: `reason` names the field. */
	'invalid',
	/** The law or the person's own claim forbids it (HTTP 451). Do not ask again. */
	'legal_block',
	/** The vendor failed, or what it answered makes no sense. */
	'upstream_error',
] as const;

export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

export interface Reason {
	/** Stable and machine-readable: the vendor's own code if it has one, else ours, in snake_case. */
	code: string;
	/** One sentence that names the field and the next step. No secrets, no personal data. */
	message: string;
}

/** What the operation took, in the vendor's own unit. */
export interface Cost {
	amount: number;
	/** `credit` unless the vendor counts otherwise, such as `data credit`. */
	unit: string;
	/** What is left in the account, if the vendor said so. */
	remaining?: number;
}

export interface Remembered {
	/** ISO time of the answer. */
	at: string;
	/** What it cost then; at most, where the vendor did not say it. */
	saved: Cost;
}

export interface RetryAdvice {
	/** True if the same request may succeed later without a change, and does nothing a second time. */
	advised: boolean;
	/** Milliseconds from the answer. */
	afterMs?: number;
}

/** The one answer of every operation, and of every record of a batch. */
export interface Outcome<Entity = unknown> {
	status: OutcomeStatus;
	/** The id of the vendor, such as `hubspot`. */
	provider: string;
	/** Canonical. Present for created, updated, unchanged, found; where known for duplicate, partial. */
	record?: Entity;
	/** Always present unless the status is created, updated, unchanged or found. */
	reason?: Reason;
	/** The vendor's name for the request, for its support. */
	requestId?: string;
	/** Present whenever the operation did not succeed. */
	retry?: RetryAdvice;
	cost?: Cost;
	/** The answer was paid for before, and nobody was asked now. */
	remembered?: Remembered;
	/** With `pending`, or where asking for a pending one failed: what to ask the vendor for later. */
	handle?: string;
	/** What did not fit the canonical model, what was ambiguous, what was chosen. */
	notes?: string[];
	/** The vendor's own answer, only if asked for. */
	raw?: unknown;
}

const SUCCESSES: readonly OutcomeStatus[] = ['created', 'updated', 'unchanged', 'found'];

/** True if what was asked for is the case now. */
export function isSuccess({ status }: Pick<Outcome, 'status'>): boolean {
	return SUCCESSES.includes(status);
}

/** How many records ended how. The counts add up to the number of inputs. */
export type OutcomeCounts = Partial<Record<OutcomeStatus, number>>;

export function countOutcomes(outcomes: ReadonlyArray<Pick<Outcome, 'status'>>): OutcomeCounts {
	const counts: OutcomeCounts = {};
	for (const { status } of outcomes) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
