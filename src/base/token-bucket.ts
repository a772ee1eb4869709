/** How often something may happen: in the long run, and at once after a pause. */
export interface BucketRate {
	/** Not above zero counts as the slowest, one a minute. */
	perMinute: number;
	/** At least one; `perMinute` if undefined. */
	burst?: number;
}

export interface Bucket {
	/** Negative while others wait for tokens that they have reserved. */
	tokens: number;
	/** When `tokens` was right, in milliseconds. */
	at: number;
}

const MINUTE_MS = 60_000;

/**
 * What a bucket holds now: a new one is full. A clock that is set back fills nothing and takes
 * nothing.
 */
export function refill(bucket: Bucket | undefined, rate: BucketRate, now: number): Bucket {
	const full = fullBucket(rate);
	if (bucket === undefined) return { tokens: full, at: now };
	const gained = (Math.max(0, now - bucket.at) * paceOf(rate)) / MINUTE_MS;
	return { tokens: Math.min(full, bucket.tokens + gained), at: now };
}

/** Milliseconds until a bucket that holds so many tokens has one; 0 if it has. */
export function waitForToken(tokens: number, rate: BucketRate): number {
	return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * MINUTE_MS) / paceOf(rate));
}

/** Tokens that come in a minute. */
export function paceOf({ perMinute }: BucketRate): number {
	return perMinute > 0 ? perMinute : 1;
}

/** Tokens of a full bucket. */
export function fullBucket(rate: BucketRate): number {
	const { burst = paceOf(rate) } = rate;
	return burst > 1 ? burst : 1;
}
