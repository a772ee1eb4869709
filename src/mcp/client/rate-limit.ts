import type { RateLimitPolicy } from './access/access-policy';
import { BoundedMap } from './bounded-map';
import type { Clock } from './clock';

interface Bucket {
	/** Negative while others are waiting for tokens that they have reserved. */
	tokens: number;
	at: number;
}

const PRINCIPALS_MAX = 2_000;

/**
 * Token buckets, one a principal, for the whole process. Who comes takes a token at once and is told
 * how long to wait until it is theirs, so those who wait go in the order in which they came.
 */
export class RateLimiter {
	private readonly buckets = new BoundedMap<string, Bucket>(PRINCIPALS_MAX);

	constructor(private readonly clock: Clock) {}

	/**
	 * Reserves a token.
	 *
	 * @param waitMaxMs the longest wait that makes sense; a longer one reserves nothing
	 * @returns milliseconds to wait, or undefined if that would be more than `waitMaxMs`
	 */
	reserve(principal: string, policy: RateLimitPolicy, waitMaxMs: number): number | undefined {
		const perMs = Math.max(policy.requestsPerMinute, Number.EPSILON) / 60_000;
		const burst = Math.max(1, policy.burst);
		const now = this.clock.now();
		const bucket = this.buckets.getOrSet(principal, () => ({ tokens: burst, at: now }));
		const tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
		const waitMs = tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
		if (waitMs > waitMaxMs) return undefined;
		this.buckets.set(principal, { tokens: tokens - 1, at: now });
		return waitMs;
	}
}
