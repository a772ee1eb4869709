import { type Outcome, type OutcomeCounts, countOutcomes, isSuccess } from '../model/outcome';

/** What a run did, for hints and reports. */
export interface BatchSummary {
	total: number;
	succeeded: number;
	counts: OutcomeCounts;
	/** What it cost, by the vendors' units: `{ "apollo credit": 12 }`. */
	cost: Record<string, number>;
	/** Answers that were paid for before: nobody was asked. */
	remembered: number;
	/** Inputs that may succeed later without a change. */
	retryable: number;
	/** The most frequent reasons of what did not succeed, at most five. */
	reasons: Array<{ code: string; count: number }>;
}

const MOST_REASONS = 5;

export function summarizeBatch(outcomes: readonly Outcome[]): BatchSummary {
	const failed = outcomes.filter((outcome) => !isSuccess(outcome));
	const cost: Record<string, number> = {};
	for (const { provider, cost: spent } of outcomes) {
		if (!spent || spent.amount === 0) continue;
		const unit = `${provider} ${spent.unit}`;
		cost[unit] = (cost[unit] ?? 0) + spent.amount;
	}
	const byCode = Map.groupBy(failed, ({ reason }) => reason?.code ?? 'unknown');
	return {
		total: outcomes.length,
		succeeded: outcomes.length - failed.length,
		counts: countOutcomes(outcomes),
		cost,
		remembered: outcomes.filter(({ remembered }) => remembered !== undefined).length,
		retryable: failed.filter(({ retry }) => retry?.advised === true).length,
		reasons: [...byCode]
			.map(([code, all]) => ({ code, count: all.length }))
			.toSorted((a, b) => b.count - a.count)
			.slice(0, MOST_REASONS),
	};
}
