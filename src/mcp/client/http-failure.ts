import { McpClientError } from './client-error';
import { refusalAdvice, scopeAdvice } from './credential-advice';
import { type FailureContext, type Link, unknownDelivery } from './failure-context';
import { isLostSessionStatus, saysSessionIsLost } from './lost-session';
import { excerpt } from './redaction';
import { serverWords } from './server-words';

/** Describes an HTTP status that is an error, if the chain has one. */
export function describeHttpFailure(
	chain: Link[],
	context: FailureContext,
	cause: Error,
): McpClientError | undefined {
	const link = chain.find(({ status }) => typeof status === 'number');
	if (!link) return undefined;
	const status = Number(link.status);
	const said = serverWords(bodyOf(link));
	const words = excerpt(said, context.redact);
	if (isLostSession(status, said, context)) return lostSession(words, context, cause, status);
	if (status === 401 || status === 403) return describeRefusal(status, link, words, context, cause);
	const answer = `${context.server} answered HTTP ${status}`;
	if (context.step === 'connect' && [404, 405, 406].includes(status)) {
		return new McpClientError('negotiate', quoting(`${answer}: there is no MCP endpoint`, words), {
			hint: "Check the path: the URL must be that of the server's MCP endpoint (Streamable HTTP), which often ends in /mcp.",
			httpStatus: status,
			delivery: 'notSent',
			cause,
		});
	}
	const { retryAfterMs } = link;
	const waitMs = typeof retryAfterMs === 'number' ? retryAfterMs : undefined;
	return new McpClientError(context.step, quoting(answer, words), {
		hint: hint(status, waitMs),
		httpStatus: status,
		retryable: isTransient(status),
		retryAfterMs: waitMs,
		delivery: deliveryOf(link, status, context),
		cause,
	});
}

/**
 * A session that the server does not know: it did nothing, and the same request may go again at once
 * over a new one.
 */
export function lostSession(
	words: string,
	{ step, server }: FailureContext,
	cause: Error,
	httpStatus?: number,
): McpClientError {
	return new McpClientError(step, quoting(`${server} has ended the session`, words), {
		hint: 'A new session failed too. If the message is about the tool, check the arguments.',
		httpStatus,
		retryable: true,
		retryAfterMs: 0,
		delivery: 'refused',
		cause,
	});
}

function isLostSession(status: number, words: string, { session, step }: FailureContext): boolean {
	if (step === 'connect') return false;
	if (session === 'session' && isLostSessionStatus(status)) return true;
	return saysSessionIsLost(words);
}

function isTransient(status: number): boolean {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * A server that limits the rate, or that says when to come back, has not begun to work on it. Behind
 * any other 5xx the tool may have run.
 */
function deliveryOf(link: Link, status: number, context: FailureContext) {
	const refused =
		status === 429 || (status === 503 && typeof link.retryAfterMs === 'number') || status < 500;
	return refused && status !== 408 ? 'refused' : unknownDelivery(context);
}

function describeRefusal(
	status: 401 | 403,
	link: Link,
	words: string,
	{ server, credential, redact }: FailureContext,
	cause: Error,
) {
	const scopes = missingScopes(link);
	const advice =
		scopes === undefined ? refusalAdvice(status, credential) : scopeAdvice(scopes, credential);
	const { message, hint: next } = advice;
	return new McpClientError('authenticate', quoting(`${server} ${redact(message)}`, words), {
		hint: next,
		httpStatus: status,
		delivery: 'refused',
		cause,
	});
}

/** The scopes that a challenge asks for (RFC 6750 section 3.1); undefined if it is about no scope. */
function missingScopes({ data }: Link): string | undefined {
	const { challenge } = (data ?? {}) as { challenge?: unknown };
	if (typeof challenge !== 'string' || !/error="?insufficient_scope/.test(challenge)) {
		return undefined;
	}
	return /\bscope="([^"]*)"/.exec(challenge)?.[1] ?? '';
}

function quoting(message: string, words: string): string {
	return words === '' ? message : `${message}: ${words}`;
}

function hint(status: number, waitMs: number | undefined): string {
	if (status === 429 || waitMs) {
		const time = waitMs ? duration(waitMs) : 'a while';
		return `The server limits the number of calls. Wait ${time}, then run again.`;
	}
	if (status >= 500) return 'The server has an error or is down. Try again later.';
	return 'Check the server URL and the arguments.';
}

function duration(ms: number): string {
	const seconds = Math.ceil(ms / 1_000);
	if (seconds < 120) return `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function bodyOf({ data }: Link): string {
	const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : undefined;
	return typeof text === 'string' ? text : '';
}
