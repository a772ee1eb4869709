import type { KeptAnswer } from '../ledger/answer-ledger';
import type { Outcome } from '../model/outcome';

/** How long answers are good for, in milliseconds. With 0 for what is found, all is asked anew. */
export interface AnswerLifetime {
	foundMs: number;
	/** That a vendor knows nothing is remembered too: asking again may cost again. */
	notFoundMs: number;
}

/** One execution asks once also when it asks anew: for so long its own answers are kept. */
const OWN_RUN_MS = 3_600_000;

/**
 * Milliseconds for which an answer is good; undefined if it is none to remember. A failure never is: the
 * next run asks again.
 */
export function lifetimeOf(
	outcome: Pick<KeptAnswer, 'handle' | 'record' | 'status'>,
	{ foundMs, notFoundMs }: AnswerLifetime,
): number | undefined {
	if (foundMs <= 0) return isAnswer(outcome) ? 0 : undefined;
	switch (outcome.status) {
		case 'found':
			return saysNothing(outcome.record) ? Math.min(foundMs, notFoundMs) : foundMs;
		case 'partial':
			// The rest may come soon; what came need not be paid for again meanwhile.
			return Math.min(foundMs, notFoundMs);
		case 'not_found':
			return notFoundMs;
		case 'legal_block':
			// A person's own claim does not lapse sooner than what is known of others.
			return Math.max(foundMs, notFoundMs);
		default:
			return isAnswer(outcome) ? foundMs : undefined;
	}
}

/** Milliseconds for which it is kept: also longer than it is good for. */
export function keptFor(outcome: Outcome, lifetime: AnswerLifetime): number | undefined {
	const ms = lifetimeOf(outcome, lifetime);
	return ms === undefined ? undefined : Math.max(ms, OWN_RUN_MS);
}

/**
 * From when on an answer is good enough: milliseconds since 1970. What this run was answered itself
 * always is.
 */
export function goodSince(
	{ startedAt, lifetime, now }: { startedAt: number; lifetime: AnswerLifetime; now: number },
	answer: KeptAnswer,
): number {
	const ms = lifetimeOf(answer, lifetime);
	return ms === undefined ? Infinity : Math.min(startedAt, now - ms);
}

const ANSWERS: ReadonlyArray<Outcome['status']> = ['found', 'partial', 'not_found', 'legal_block'];

function isAnswer({ status, handle }: Pick<Outcome, 'handle' | 'status'>): boolean {
	return ANSWERS.includes(status) || (status === 'pending' && handle !== undefined);
}

/** A verifier that could not tell may be able to tomorrow. */
function saysNothing(record: unknown): boolean {
	return (record as { status?: unknown } | undefined)?.status === 'unknown';
}
