import { McpClientError, type McpClientStep } from '../client-error';
import type { Deadline } from './deadline';

/**
 * Whether a failure says that the endpoint is down. A rate limit does not, an ended session does
 * not, and a slow tool does not.
 */
export function isOutage(error: unknown, signal: AbortSignal): boolean {
	if (!(error instanceof McpClientError) || !error.retryable || signal.aborted) return false;
	if (error.httpStatus === 429 || error.httpStatus === 404) return false;
	return !(error.timedOut && error.step !== 'connect' && error.step !== 'list');
}

/** Whether the endpoint has answered, be it with a refusal. */
export function provesLife(error: unknown): boolean {
	return error instanceof McpClientError && ['answered', 'refused'].includes(error.delivery);
}

/**
 * Whether the failure is about something that is over by now (a session, an old verdict on the era):
 * the server did nothing, and the same request may go at once.
 */
export function isOvercome(error: McpClientError): boolean {
	// A busy server may ask to come back in no time: that is no end of anything.
	if (error.httpStatus === 429 || error.httpStatus === 503) return false;
	return error.retryable && error.delivery === 'refused' && error.retryAfterMs === 0;
}

/**
 * Whether the server did not understand a request at all, as one of the other era (or of another
 * transport) would not.
 */
export function speaksOfAnotherEra(error: unknown): error is McpClientError {
	if (!(error instanceof McpClientError)) return false;
	if (error.step === 'negotiate') return true;
	const refused = [400, 404, 405, 406].includes(error.httpStatus ?? 0);
	return refused || [-32_600, -32_601, -32_022].includes(error.rpcCode ?? 0);
}

/** The same failure as one that is over by now: the next attempt begins with a negotiation. */
export function asOvercome(error: McpClientError): McpClientError {
	const { message, hint, httpStatus, rpcCode } = error;
	return new McpClientError(error.step, message, {
		hint,
		httpStatus,
		rpcCode,
		retryable: true,
		retryAfterMs: 0,
		delivery: 'refused',
		cause: error,
	});
}

/** What an operation rejects with: the total time that is over and an abort have words of their own. */
export function explainEnd(
	error: unknown,
	step: McpClientStep,
	deadline: Deadline,
): McpClientError {
	const delivery = error instanceof McpClientError ? error.delivery : 'notSent';
	if (deadline.isOver) {
		return new McpClientError(
			'limit',
			`No answer within ${deadline.totalMs / 1_000} seconds in all`,
			{
				hint:
					delivery === 'unknown'
						? 'The server may still finish what it was asked to do: check before you run it again. Raise the total time if it needs longer.'
						: 'Check that the server is up, or raise the total time.',
				retryable: true,
				delivery,
				cause: toError(error),
			},
		);
	}
	if (error instanceof McpClientError) return error;
	if (!deadline.signal.aborted)
		return new McpClientError(step, toError(error).message, {
			hint: 'This is a fault of the client. Please report it.',
			cause: toError(error),
		});
	return new McpClientError(step, 'The execution was cancelled before the server answered', {
		hint: 'Nothing was sent by then.',
		delivery,
	});
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
