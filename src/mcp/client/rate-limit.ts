import type { RateLimitPolicy } from './access/access-policy';
import { BoundedMap } from '../../base/bounded-map';
import type { Clock } from '../../base/clock';
import { type Bucket, refill, waitForToken } from '../../base/token-bucket';

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
		const rate = { perMinute: policy.requestsPerMinute, burst: policy.burst };
		const { tokens, at } = refill(this.buckets.get(principal), rate, this.clock.now());
		const waitMs = waitForToken(tokens, rate);
		if (waitMs > waitMaxMs) return undefined;
		this.buckets.set(principal, { tokens: tokens - 1, at });
		return waitMs;
	}
}
