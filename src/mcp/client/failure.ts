import { McpClientError } from './client-error';
import { type FailureContext, type Link, causeChain, unknownDelivery } from './failure-context';
import { describeHttpFailure, lostSession } from './http-failure';
import { mayBeLostSession, saysSessionIsLost } from './lost-session';
import { describeNetworkFailure } from './network-failure';
import type { Redact } from '../../base/known-secrets';
import { excerpt } from './redaction';
import { serverWords } from './server-words';

/**
 * Turns whatever the SDK or fetch threw into an McpClientError. The SDK wraps causes in causes (its
 * version probe wraps everything that fetch throws), so the whole chain is looked at. The cause
 * that is kept is a redacted copy: the SDK's own errors hold the body of the response.
 *
 * Codes and names as of `@modelcontextprotocol/client` 2.4.0 (SdkErrorCode, ProtocolError).
 */
export function toMcpClientError(error: unknown, context: FailureContext): McpClientError {
	const chain = causeChain(error);
	const own = chain.find((link) => link instanceof McpClientError);
	if (own) return own;
	const cause = redactedCopy(chain[0], context.redact);
	return (
		describeCancellation(context, cause) ??
		describeTimeout(chain, context, cause) ??
		describeMissingAnswer(chain, context, cause) ??
		describeHttpFailure(chain, context, cause) ??
		describeForeignContent(chain, context, cause) ??
		describeRpcError(chain, context, cause) ??
		describeUnansweredQuestion(chain, context, cause) ??
		describeNetworkFailure(chain, context, cause) ??
		new McpClientError(context.step, excerpt(cause.message, context.redact), {
			hint: `This happened while talking to ${context.server}.`,
			delivery: unknownDelivery(context),
			cause,
		})
	);
}

function redactedCopy(error: Link | undefined, redact: Redact): Error {
	const copy = new Error(excerpt(error?.message ?? '', redact));
	copy.name = error?.name ?? 'Error';
	copy.stack = error?.stack && redact(error.stack);
	return copy;
}

function describeCancellation(context: FailureContext, cause: Error) {
	if (!context.signal?.aborted) return undefined;
	return new McpClientError(
		context.step,
		'The execution was canceled before the server responded',
		{
			hint: 'The server may still finish the request.',
			delivery: unknownDelivery(context),
			cause,
		},
	);
}

function describeTimeout(chain: Link[], context: FailureContext, cause: Error) {
	if (!chain.some(({ code, name }) => code === 'REQUEST_TIMEOUT' || name === 'TimeoutError')) {
		return undefined;
	}
	const { step, server, timeoutMs } = context;
	const message = `${server} did not answer within ${timeoutMs / 1000} seconds`;
	const hint =
		step === 'call'
			? 'The tool may still be running on the server. Check before you run it again. Raise the Timeout option if it needs more time.'
			: 'Check that the server is up, or raise the Timeout option.';
	const delivery = unknownDelivery(context);
	return new McpClientError(step, message, {
		hint,
		retryable: true,
		delivery,
		timedOut: true,
		cause,
	});
}

/** The answer ended, or never began. A read may be asked again; where nothing was to come, not. */
function describeMissingAnswer(chain: Link[], context: FailureContext, cause: Error) {
	const link = chain.find(({ name }) => name === 'NoAnswerError');
	if (!link) return undefined;
	const wasAccepted = 'accepted' in link && link.accepted === 'accepted';
	const message = wasAccepted
		? `${context.server} accepted the request but returned no result (HTTP 202)`
		: `${context.server} closed the connection before it responded`;
	return new McpClientError(context.step, message, {
		hint:
			context.step === 'call'
				? 'The tool may have run on the server. Check before you run it again.'
				: wasAccepted
					? 'Contact the operator of the server: it must answer in the response or on a stream.'
					: 'The server or a proxy may have restarted. Run the node again.',
		retryable: !wasAccepted,
		delivery: unknownDelivery(context),
		cause,
	});
}

/** A response that holds no MCP message: a web page, another API, a result that is none. */
function describeForeignContent(chain: Link[], context: FailureContext, cause: Error) {
	const foreign = chain.find(
		({ code, name }) =>
			code === 'INVALID_RESULT' ||
			['ForeignContentError', 'SyntaxError', 'ZodError'].includes(name),
	);
	if (!foreign) return undefined;
	const { step, server } = context;
	const words = excerpt(serverWords(textOf(foreign)), context.redact);
	const said = words === '' ? '' : `: ${words}`;
	if (step === 'connect') {
		return new McpClientError('negotiate', `${server} responds, but is not an MCP server${said}`, {
			delivery: unknownDelivery(context),
			hint: "Check the path: the URL must be that of the server's MCP endpoint (Streamable HTTP), which often ends in /mcp.",
			cause,
		});
	}
	return new McpClientError(step, `${server} did not respond with MCP${said}`, {
		delivery: 'unknown',
		hint:
			step === 'call'
				? 'It responded with MCP before, so the tool may have run. Check before you run it again, or ask the operator of the server.'
				: 'It responded with MCP before. Ask the operator of the server or of a proxy in front of it.',
		cause,
	});
}

function textOf({ data }: Link): string {
	const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : '';
	return typeof text === 'string' ? text : '';
}

function describeRpcError(chain: Link[], context: FailureContext, cause: Error) {
	const { step, redact } = context;
	const rpcError = chain.find(
		({ name, code }) => name === 'ProtocolError' && typeof code === 'number',
	);
	if (!rpcError) return undefined;
	const text = excerpt(rpcError.message, redact);
	const rpcCode = Number(rpcError.code);
	const isLost = step !== 'connect' && mayBeLostSession(rpcCode) && saysSessionIsLost(text);
	if (isLost) return lostSession(text, context, cause);
	return new McpClientError(
		step === 'connect' ? 'negotiate' : step,
		`The server rejected the request: ${text}`,
		{ hint: rpcHint(rpcCode), rpcCode, delivery: 'answered', cause },
	);
}

function rpcHint(code: number): string {
	if (code === -32602) return "Check the tool's name and its arguments (JSON-RPC code -32602).";
	if (code === -32601) return 'The server does not offer this method (JSON-RPC code -32601).';
	if (code === -32021) return 'The server needs a feature that this node does not support.';
	return `JSON-RPC code ${code}. Ask the operator of the server for details.`;
}

function describeUnansweredQuestion(chain: Link[], { step }: FailureContext, cause: Error) {
	const codes = ['CAPABILITY_NOT_SUPPORTED', 'UNSUPPORTED_RESULT_TYPE'];
	if (!chain.some(({ code }) => codes.includes(String(code)))) return undefined;
	return new McpClientError(step, 'The server asked a question that this node cannot answer', {
		hint: 'Some tools ask the user or a model while they run. Provide all arguments, or set When the Server Asks.',
		delivery: 'answered',
		cause,
	});
}
