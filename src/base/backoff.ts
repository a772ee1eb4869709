/** How long to wait before an attempt is repeated, in milliseconds. */
export interface BackoffSettings {
	/** Upper bound of the first wait; it doubles with each attempt. */
	baseMs: number;
	/** No wait is longer, unless the other side asks for it. */
	capMs: number;
}

/**
 * Full jitter: anything from nothing up to the bound, so that callers that failed together do not
 * come back together. After the other side's own word it is added on top: earlier would be refused.
 *
 * @param attempt from 1: the one that failed
 * @param random from 0 up to 1
 * @param retryAfterMs what the other side asks for
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(
	{ baseMs, capMs }: BackoffSettings,
	attempt: number,
	random: number,
	retryAfterMs?: number,
): number {
	if (retryAfterMs !== undefined) return retryAfterMs + Math.floor(random * baseMs);
	return Math.floor(random * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}
