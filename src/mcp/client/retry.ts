import { backoffMs } from '../../base/backoff';
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
 * Milliseconds to wait before the next attempt: what the server asked for and a little more, else
 * full jitter over an exponential ceiling.
 *
 * @param failures how many attempts have failed by now, at least 1
 * @returns undefined if the server asks for more than the policy is willing to wait
 */
export function waitBeforeRepeat(
	error: McpClientError,
	failures: number,
	{ baseDelayMs, maxDelayMs }: RetryPolicy,
	random: () => number,
): number | undefined {
	const { retryAfterMs } = error;
	if (retryAfterMs !== undefined && retryAfterMs > maxDelayMs) return undefined;
	const settings = { baseMs: baseDelayMs, capMs: maxDelayMs };
	return backoffMs(settings, failures, random(), retryAfterMs);
}
