import type { Spending } from '../../enrichment/ask-once';
import type { AnswerLifetime } from '../../enrichment/answer-lifetime';
import { z } from '../../../third-party/zod';
import type { OperationPorts } from '../ports';

const DAY_MS = 86_400_000;

/** How many days "not found" is reused at most. */
export const MISS_DAYS = 7;

/** @param standard if left out, nothing bounds it */
export function credits(what: string, standard?: number) {
	const amount = z.number().min(0).max(10_000_000);
	const bounded = standard === undefined ? amount.optional() : amount.default(standard);
	return bounded.meta({ description: what });
}

export const days = (what: string, standard: number) =>
	z.number().min(0).max(3_650).default(standard).meta({ description: what });

/** What a question to one vendor may cost, and how long its answer is good for. */
export const spendingMembers = (answersAreGoodForDays: number) => ({
	perRun: credits("Maximum credits for this run, in the vendor's own unit. Default: no limit."),
	perDay: credits('Maximum credits of this account per UTC day. Default: no limit.'),
	lifetimeDays: days(
		`How many days to reuse an answer at no cost. "Not found" is reused for up to ${MISS_DAYS} days. 0 requests it again.`,
		answersAreGoodForDays,
	),
});

/** With 0 for answers, misses are asked for anew too. */
export function lifetimeOfDays(found: number, missed: number): AnswerLifetime {
	return { foundMs: found * DAY_MS, notFoundMs: found === 0 ? 0 : missed * DAY_MS };
}

/** What every question of a run has in common. */
export function ofRun({
	runId,
	startedAt,
	caller,
	signal,
}: OperationPorts): Pick<Spending, 'caller' | 'runId' | 'signal' | 'startedAt'> {
	return { runId, startedAt, ...(caller && { caller }), ...(signal && { signal }) };
}
