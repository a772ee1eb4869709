import { McpClientError, type McpClientStep } from '../client-error';
import type { Deadline } from './deadline';

/** What a gateway says when it reaches nobody behind it. */
const GATEWAY_STATUSES = [502, 503, 504];

/**
 * Whether a failure says that the endpoint cannot be reached or used. One tool that fails, is slow or
 * breaks its answer off does not, a rate limit does not, and an ended session does not.
 */
export function isOutage(error: unknown, signal: AbortSignal): boolean {
	if (!(error instanceof McpClientError) || !error.retryable || signal.aborted) return false;
	if (error.httpStatus === 429 || error.httpStatus === 404) return false;
	if (error.delivery === 'notSent' || (error.timedOut && error.step === 'list')) return true;
	return GATEWAY_STATUSES.includes(error.httpStatus ?? 0);
}

/** Whether the endpoint has answered, be it with a refusal or a fault of its own. */
export function provesLife(error: unknown): boolean {
	if (!(error instanceof McpClientError)) return false;
	return ['answered', 'refused'].includes(error.delivery) || error.httpStatus !== undefined;
}

/** Whether the server may still be at work on the request: the same once more would be twice as much. */
export function isStillRunning({ timedOut, delivery }: McpClientError): boolean {
	return timedOut && delivery === 'unknown';
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
			`No answer within ${deadline.totalMs / 1_000} seconds in total`,
			{
				hint:
					delivery === 'unknown'
						? 'The server may still finish the request. Check before you run it again. Raise Total Timeout if it needs more time.'
						: 'Check that the server is up, or raise Total Timeout.',
				retryable: true,
				delivery,
				cause: toError(error),
			},
		);
	}
	if (error instanceof McpClientError) return error;
	if (!deadline.signal.aborted)
		return new McpClientError(step, toError(error).message, {
			hint: 'This is an internal error of the node. Please report it.',
			cause: toError(error),
		});
	return new McpClientError(step, 'The execution was canceled before the server responded', {
		hint: 'Nothing was sent.',
		delivery,
	});
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
