import { McpClientError } from './client-error';
import { type FailureContext, type Link, unknownDelivery } from './failure-context';
import { describeHttpFailure } from './http-failure';
import { describeNetworkFailure } from './network-failure';
import type { Redact } from '../../base/known-secrets';
import { excerpt } from './redaction';
import { STREAM_ENDED_CODE } from './transport/answered-transport';

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
		describeEndedStream(chain, context, cause) ??
		describeMissingScope(chain, context, cause) ??
		describeHttpFailure(chain, context, cause) ??
		describeForeignContent(chain, context, cause) ??
		describeRpcError(chain, context, cause) ??
		describeUnansweredQuestion(chain, context, cause) ??
		describeEndlessList(chain, context, cause) ??
		describeNetworkFailure(chain, context, cause) ??
		new McpClientError(context.step, excerpt(cause.message, context.redact), {
			hint: `This happened while talking to ${context.server}.`,
			delivery: unknownDelivery(context),
			cause,
		})
	);
}

/**
 * The error and its causes, outermost first. Seen by their shape, because an error of another realm
 * is no `instanceof Error` here.
 */
function causeChain(error: unknown): Link[] {
	const chain: Link[] = [];
	let link = error;
	while (isLink(link) && !chain.includes(link)) {
		chain.push(link);
		link = link.cause;
	}
	return chain.length > 0 ? chain : [new Error(String(error))];
}

function isLink(value: unknown): value is Link {
	return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
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
		'The execution was cancelled before the server answered',
		{
			hint: 'The server may still finish what it was asked to do.',
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
			? 'The tool may still be running on the server: check before you run it again. Raise the Timeout option if it needs longer.'
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

function describeEndedStream(chain: Link[], context: FailureContext, cause: Error) {
	if (!chain.some(({ code }) => code === STREAM_ENDED_CODE)) return undefined;
	const message = `${context.server} closed the connection before it had answered`;
	return new McpClientError(context.step, message, {
		hint:
			context.step === 'call'
				? 'The tool may have run on the server: check before you run it again.'
				: 'The server or a proxy in between may have been restarted. Run the node again.',
		retryable: true,
		delivery: unknownDelivery(context),
		cause,
	});
}

/** 403 with `insufficient_scope` (RFC 6750 section 3.1), where nobody could get more. */
function describeMissingScope(chain: Link[], { server, redact }: FailureContext, cause: Error) {
	const link = chain.find(({ name }) => name === 'InsufficientScopeError');
	if (!link) return undefined;
	const message = `${server} asks for more rights than the credential has: ${excerpt(link.message, redact)}`;
	return new McpClientError('authenticate', message, {
		hint: 'Add the scopes to the credential, and connect it again.',
		httpStatus: 403,
		delivery: 'refused',
		cause,
	});
}

/** A 200 that is no JSON-RPC message: a web page, another API. */
function describeForeignContent(chain: Link[], context: FailureContext, cause: Error) {
	const foreign = chain.some(
		({ code, name }) =>
			code === 'CLIENT_HTTP_UNEXPECTED_CONTENT' || name === 'SyntaxError' || name === 'ZodError',
	);
	if (!foreign) return undefined;
	const { step, server } = context;
	const message = `${server} answers, but does not speak MCP`;
	return new McpClientError(step === 'connect' ? 'negotiate' : step, message, {
		delivery: unknownDelivery(context),
		hint: "Check the path: the URL must be that of the server's MCP endpoint (Streamable HTTP), which often ends in /mcp.",
		cause,
	});
}

function describeRpcError(chain: Link[], { step, redact }: FailureContext, cause: Error) {
	const rpcError = chain.find(
		({ name, code }) => name === 'ProtocolError' && typeof code === 'number',
	);
	if (!rpcError) return undefined;
	const text = excerpt(rpcError.message, redact);
	const rpcCode = Number(rpcError.code);
	return new McpClientError(
		step === 'connect' ? 'negotiate' : step,
		`The server rejected the request: ${text}`,
		{ hint: rpcHint(rpcCode), rpcCode, delivery: 'answered', cause },
	);
}

function rpcHint(code: number): string {
	if (code === -32602) return "Check the tool's name and its arguments (JSON-RPC code -32602).";
	if (code === -32601) return 'The server does not offer this method (JSON-RPC code -32601).';
	if (code === -32021) return 'The server needs something that this client cannot do yet.';
	return `JSON-RPC code ${code}. The operator of the server can say more.`;
}

function describeUnansweredQuestion(chain: Link[], { step }: FailureContext, cause: Error) {
	const codes = ['CAPABILITY_NOT_SUPPORTED', 'UNSUPPORTED_RESULT_TYPE'];
	if (!chain.some(({ code }) => codes.includes(String(code)))) return undefined;
	return new McpClientError(step, 'The server asked a question that this client cannot answer', {
		hint: 'Some tools ask the user or a model while they run. Give the tool all its arguments, or say how to answer.',
		delivery: 'answered',
		cause,
	});
}

function describeEndlessList(chain: Link[], { step }: FailureContext, cause: Error) {
	if (!chain.some(({ code }) => code === 'LIST_PAGINATION_EXCEEDED')) return undefined;
	return new McpClientError(step, "The server's list does not end", {
		hint: 'Its pages go round in circles. Tell the operator of the server.',
		delivery: 'answered',
		cause,
	});
}
