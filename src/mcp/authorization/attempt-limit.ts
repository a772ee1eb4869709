import { BoundedMap } from '../../base/bounded-map';
import { type Bucket, type BucketRate, refill, waitForToken } from '../../base/token-bucket';

export type AttemptVerdict =
	| { allowed: true }
	/** `isFirst`: the one before was allowed, so this is when to write it down. */
	| { allowed: false; waitMs: number; isFirst: boolean };

export interface AttemptLimit {
	/** Whether there is room for another one; takes nothing. */
	check(caller: string): AttemptVerdict;
	take(caller: string): AttemptVerdict;
}

/** Callers that are remembered; who comes from more places than this is slowed down as one of them. */
const CALLERS_MAX = 5_000;

/** How often each caller may do something. */
export function createAttemptLimit(rate: BucketRate, now: () => number): AttemptLimit {
	const buckets = new BoundedMap<string, Bucket & { refused: boolean }>(CALLERS_MAX);

	function look(caller: string, cost: 0 | 1): AttemptVerdict {
		const before = buckets.get(caller);
		const bucket = refill(before, rate, now());
		const waitMs = waitForToken(bucket.tokens, rate);
		const allowed = waitMs === 0;
		const tokens = allowed ? bucket.tokens - cost : bucket.tokens;
		buckets.set(caller, { ...bucket, tokens, refused: !allowed });
		return allowed ? { allowed } : { allowed, waitMs, isFirst: before?.refused !== true };
	}

	return { check: (caller) => look(caller, 0), take: (caller) => look(caller, 1) };
}
