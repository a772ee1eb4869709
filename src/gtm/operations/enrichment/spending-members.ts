import type { Spending } from '../../enrichment/ask-once';
import type { AnswerLifetime } from '../../enrichment/answer-lifetime';
import { z } from '../../../third-party/zod';
import type { OperationPorts } from '../ports';

const DAY_MS = 86_400_000;

/** How long it is remembered that nothing was found, at most, in days. */
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
	perRun: credits("At most in this run, in the vendor's own unit; not bounded if left out"),
	perDay: credits('At most of this account in a day in UTC; not bounded if left out'),
	lifetimeDays: days(
		`The same question is not paid for again within this time; that nothing was found, for ${MISS_DAYS} days of it at most; 0 asks anew`,
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
	signal,
}: OperationPorts): Pick<Spending, 'runId' | 'signal' | 'startedAt'> {
	return { runId, startedAt, ...(signal && { signal }) };
}
