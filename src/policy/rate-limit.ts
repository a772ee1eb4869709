import { BoundedMap } from '../base/bounded-map';
import { type Bucket, type BucketRate, refill, waitForToken } from '../base/token-bucket';

/** What a call counts towards: a principal, a tool. */
export interface RateClaim {
	key: string;
	rate: BucketRate;
}

export type RateVerdict =
	| { allowed: true }
	/** `key` is the claim that has to wait longest. */
	| { allowed: false; key: string; retryAfterMs: number };

export interface RateLimiter {
	/** Takes one token for each claim, or, if one of them has none, takes nothing at all. */
	take(claims: readonly RateClaim[]): RateVerdict;
}

/** Keys that are remembered. One that was forgotten starts with a full bucket. */
const KEYS_MAX = 10_000;

/**
 * Token buckets: each holds `burst` tokens and is filled up by `perMinute` a minute. A clock that is
 * set back fills nothing and takes nothing.
 *
 * @param now milliseconds of any clock
 */
export function createRateLimiter(now: () => number, capacity = KEYS_MAX): RateLimiter {
	const buckets = new BoundedMap<string, Bucket>(capacity);

	return {
		take(claims) {
			const at = now();
			const filled = claims.map((claim) => ({
				claim,
				bucket: refill(buckets.get(claim.key), claim.rate, at),
			}));
			const waits = filled
				.map(({ claim, bucket }) => ({
					key: claim.key,
					retryAfterMs: waitForToken(bucket.tokens, claim.rate),
				}))
				.filter(({ retryAfterMs }) => retryAfterMs > 0)
				.toSorted((a, b) => b.retryAfterMs - a.retryAfterMs);
			const cost = waits.length === 0 ? 1 : 0;
			for (const { claim, bucket } of filled) {
				buckets.set(claim.key, { tokens: bucket.tokens - cost, at: bucket.at });
			}
			const [longest] = waits;
			return longest === undefined ? { allowed: true } : { allowed: false, ...longest };
		},
	};
}
