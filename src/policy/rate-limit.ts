import { BoundedMap } from './bounded-map';

/** How often something may happen. */
export interface Rate {
	/** In the long run. */
	perMinute: number;
	/** At once, after a pause. At least one; `perMinute` if undefined. */
	burst?: number;
}

/** What a call counts towards: a principal, a tool. */
export interface RateClaim {
	key: string;
	rate: Rate;
}

export type RateVerdict =
	| { allowed: true }
	/** `key` is the claim that has to wait longest. */
	| { allowed: false; key: string; retryAfterMs: number };

export interface RateLimiter {
	/** Takes one token for each claim, or, if one of them has none, takes nothing at all. */
	take(claims: readonly RateClaim[]): RateVerdict;
}

interface Bucket {
	tokens: number;
	/** When `tokens` was right, in milliseconds. */
	at: number;
}

const MINUTE_MS = 60_000;

/** Keys that are remembered. One that was forgotten starts with a full bucket. */
const KEYS_MAX = 10_000;

/**
 * Token buckets: each holds `burst` tokens and is filled up by `perMinute` a minute. A clock that is
 * set back fills nothing and takes nothing.
 *
 * @param now milliseconds of any clock
 */
export function createRateLimiter(now: () => number, capacity = KEYS_MAX): RateLimiter {
	const buckets = new BoundedMap<Bucket>(capacity);

	function refill({ key, rate }: RateClaim, at: number): Bucket {
		const bucket = buckets.get(key);
		const full = burstOf(rate);
		if (bucket === undefined) return { tokens: full, at };
		const gained = (Math.max(0, at - bucket.at) * pace(rate)) / MINUTE_MS;
		return { tokens: Math.min(full, bucket.tokens + gained), at };
	}

	return {
		take(claims) {
			const at = now();
			const filled = claims.map((claim) => ({ claim, bucket: refill(claim, at) }));
			const waits = filled
				.filter(({ bucket }) => bucket.tokens < 1)
				.map(({ claim, bucket }) => ({
					key: claim.key,
					retryAfterMs: Math.ceil(((1 - bucket.tokens) * MINUTE_MS) / pace(claim.rate)),
				}))
				.toSorted((a, b) => b.retryAfterMs - a.retryAfterMs);
			const cost = waits.length === 0 ? 1 : 0;
			for (const { claim, bucket } of filled) {
				buckets.touch(claim.key, { tokens: bucket.tokens - cost, at: bucket.at });
			}
			const [longest] = waits;
			return longest === undefined ? { allowed: true } : { allowed: false, ...longest };
		},
	};
}

/** A rate that is none is taken for the slowest. */
function pace({ perMinute }: Rate): number {
	return perMinute > 0 ? perMinute : 1;
}

function burstOf(rate: Rate): number {
	const { burst = pace(rate) } = rate;
	return burst > 1 ? burst : 1;
}
