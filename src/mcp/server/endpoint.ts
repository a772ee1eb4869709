import type { IncomingHttpHeaders } from 'node:http';

import { authenticate, checkOrigin, Unauthenticated, type Authentication } from './access';
import { dispatch, type ServerContent } from './dispatcher';
import type { ToolCall } from './tool-call';
import {
	answerableId,
	errorMessage,
	readMessage,
	resultMessage,
	type ErrorMessage,
	type RequestId,
	type ResultMessage,
} from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** A server as the endpoint serves it. */
export interface McpServer extends ServerContent {
	authentication: Authentication;
	/** Host names whose web pages may call, besides this machine's own; `*` for all. */
	allowedOrigins: readonly string[];
}

export interface HttpRequest {
	method: string;
	headers: IncomingHttpHeaders;
	/** The parsed JSON body. */
	body: unknown;
}

export interface HttpReply {
	status: number;
	headers: Record<string, string>;
	/** Sent as JSON; undefined for an answer without a body. */
	body?: ResultMessage | ErrorMessage;
}

/** Either the whole answer, or a call to run whose result is the answer. */
export type Reception = { kind: 'reply'; reply: HttpReply } | { kind: 'call'; call: ToolCall };

/**
 * One HTTP request to an MCP endpoint (Streamable HTTP, both eras): data in, data out. Never throws
 * for anything that a client can send.
 *
 * @param report gets errors that are our own mistakes; the client learns only that there was one
 */
export function receive(
	request: HttpRequest,
	server: McpServer,
	report: (error: unknown) => void,
): Reception {
	try {
		checkOrigin(request.headers, server.allowedOrigins);
		const principal = authenticate(request.headers, server.authentication);
		checkTransport(request);
		return receiveMessage(request, server, principal);
	} catch (error) {
		const known = error instanceof ProtocolError ? error : INTERNAL_ERROR;
		if (known === INTERNAL_ERROR) report(error);
		return { kind: 'reply', reply: replyWithError(answerableId(request.body), known) };
	}
}

const INTERNAL_ERROR = new ProtocolError(ErrorCode.internalError, 'Internal error', 500);

function receiveMessage(
	{ headers, body }: HttpRequest,
	server: McpServer,
	principal: ToolCall['principal'],
): Reception {
	const message = readMessage(body);
	const dispatched = dispatch(message, { headers, principal }, server);
	if (dispatched.kind === 'call') return dispatched;
	if (dispatched.kind === 'accepted' || message.kind !== 'request') {
		return { kind: 'reply', reply: { status: 202, headers: {} } };
	}
	return {
		kind: 'reply',
		reply: { status: 200, headers: {}, body: resultMessage(message.id, dispatched.result) },
	};
}

/** There are no server-side streams to open and no sessions to end here, so only POST is served. */
function checkTransport({ method, headers }: HttpRequest): void {
	if (method !== 'POST') {
		throw new ProtocolError(ErrorCode.refused, `Method not allowed: ${method}`, 405);
	}
	if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
		throw new ProtocolError(
			ErrorCode.refused,
			'Unsupported media type: send the message as application/json',
			415,
		);
	}
}

function replyWithError(id: RequestId | null, error: ProtocolError): HttpReply {
	return {
		status: error.httpStatus,
		headers: {
			...(error instanceof Unauthenticated ? { 'WWW-Authenticate': error.challenge } : {}),
			...(error.httpStatus === 405 ? { Allow: 'POST' } : {}),
		},
		body: errorMessage(id, error),
	};
}
