import { CIRCUIT_OPEN } from './client-refusals';
import type { Attempt } from './trace';

/** What the requests of one execution had to go through. */
export interface TrafficSummary {
	/** Requests that were sent. */
	requests: number;
	/** Of these, how many were sent again. */
	repeated: number;
	/** Refused for a rate limit, by the vendor. */
	rateLimited: number;
	/** Milliseconds of all waits; requests that waited side by side all count. */
	waitedMs: number;
	longestWaitMs: number;
	/** Answered with 5xx, or not at all. */
	failed: number;
	/** Not sent because the vendor kept failing. */
	heldBack: number;
}

/** @param attempts of one vendor */
export function summarizeTraffic(attempts: readonly Attempt[]): TrafficSummary {
	const sent = attempts.filter(({ status, ms }) => status !== undefined || ms > 0);
	const count = (holds: (attempt: Attempt) => boolean) => attempts.filter(holds).length;
	const waits = attempts.map(({ waitedMs }) => waitedMs);
	return {
		requests: sent.length,
		repeated: count(({ repeats }) => repeats),
		rateLimited: count(({ status }) => status === 429),
		waitedMs: waits.reduce((sum, ms) => sum + ms, 0),
		longestWaitMs: Math.max(0, ...waits),
		failed: sent.filter(({ status }) => status === undefined || status >= 500).length,
		heldBack: count(({ failure }) => failure === CIRCUIT_OPEN),
	};
}
