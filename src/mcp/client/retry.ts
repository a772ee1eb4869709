import type { RetryPolicy } from './access/access-policy';
import type { McpClientError } from './client-error';

/** What may be sent twice: a read, a tool that says so, a call with an idempotency key. */
export type Repetition = 'safe' | 'unsafe';

/**
 * Whether a request may be sent again after this failure. What is unsafe only goes again when the
 * first one surely did nothing: it was not sent, or it was refused.
 */
export function mayRepeat(error: McpClientError, repetition: Repetition): boolean {
	if (!error.retryable) return false;
	return repetition === 'safe' || error.delivery === 'notSent' || error.delivery === 'refused';
}

/**
 * Milliseconds to wait before the next attempt: what the server asked for, else full jitter over an
 * exponential ceiling (AWS, "Exponential Backoff and Jitter").
 *
 * @param failures how many attempts have failed by now, at least 1
 * @returns undefined if the server asks for more than the policy is willing to wait
 */
export function backoffMs(
	error: McpClientError,
	failures: number,
	{ baseDelayMs, maxDelayMs }: RetryPolicy,
	random: () => number,
): number | undefined {
	if (error.retryAfterMs !== undefined) {
		return error.retryAfterMs <= maxDelayMs ? error.retryAfterMs : undefined;
	}
	return Math.round(random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (failures - 1)));
}

/**
 * Milliseconds of a `Retry-After` header: seconds, or an HTTP date (RFC 9110 section 10.2.3). A date
 * in the past is 0, a header that is neither is undefined.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) return Number(text) * 1_000;
	if (!/^[A-Z][a-z]{2}/.test(text)) return undefined;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
