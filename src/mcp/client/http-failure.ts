import { McpClientError } from './client-error';
import { type FailureContext, type Link, unknownDelivery } from './failure-context';
import { excerpt } from './redaction';

/** Describes an HTTP status that is an error, if the chain has one. */
export function describeHttpFailure(
	chain: Link[],
	context: FailureContext,
	cause: Error,
): McpClientError | undefined {
	const link = chain.find(({ status }) => typeof status === 'number');
	if (!link) return undefined;
	const status = Number(link.status);
	if (status === 401 || status === 403) return describeRefusal(status, context, cause);
	const answer = `${context.server} answered HTTP ${status}`;
	if (context.step === 'connect' && [404, 405, 406].includes(status)) {
		return new McpClientError('negotiate', `${answer}: there is no MCP endpoint`, {
			hint: "Check the path: the URL must be that of the server's MCP endpoint (Streamable HTTP), which often ends in /mcp.",
			httpStatus: status,
			delivery: 'notSent',
			cause,
		});
	}
	if (context.session === 'session' && isLostSession(status, bodyOf(link))) {
		return new McpClientError(context.step, `${context.server} has ended the session`, {
			hint: 'Run the node again.',
			httpStatus: status,
			retryable: true,
			retryAfterMs: 0,
			delivery: 'refused',
			cause,
		});
	}
	const body = excerpt(bodyOf(link), context.redact);
	const message = body === '' || body.startsWith('<') ? answer : `${answer}: ${body}`;
	const { retryAfterMs } = link;
	return new McpClientError(context.step, message, {
		hint: hint(status),
		httpStatus: status,
		retryable: isTransient(status),
		retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
		delivery: deliveryOf(link, status, context),
		cause,
	});
}

/** 404 is what the specification asks for; many servers answer 400 with words like these. */
function isLostSession(status: number, body: string): boolean {
	return status === 404 || (status === 400 && /session|not initialized/i.test(body));
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

function describeRefusal(status: number, { server, keySent }: FailureContext, cause: Error) {
	const [message, hint] =
		keySent === 'no key'
			? [`${server} asks for an API key (HTTP ${status})`, 'Choose API Key as authentication.']
			: status === 401
				? [
						`${server} refused the API key (HTTP 401)`,
						'Check the key and the header name in the credential. The key may have expired.',
					]
				: [
						`${server} accepted the API key but denied access (HTTP 403)`,
						'Give the key the permission for this, or use another key. Some servers also answer 403 to a wrong key.',
					];
	return new McpClientError('authenticate', message, {
		hint,
		httpStatus: status,
		delivery: 'refused',
		cause,
	});
}

function hint(status: number): string {
	if (status === 429) return 'The server limits how often it may be called. Wait, then run again.';
	if (status >= 500) return 'The server has a fault or is down. Try again later.';
	return 'Check the server URL and the arguments.';
}

function bodyOf({ data }: Link): string {
	const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : undefined;
	return typeof text === 'string' ? text : '';
}
