import type { IncomingHttpHeaders } from 'node:http';

import { InsufficientScope, Unauthenticated } from './access/challenge';
import { IssuerUnavailable } from './access/issuer-keys';
import { BatchResponse } from './calls/batch-response';
import { OpenResponse, type Repeat, type ResponsePort } from './calls/open-response';
import type { ReplySink } from './calls/reply-sink';
import { dispatch, type Caller } from './dispatcher';
import { checkValues, LARGE_BODY, LARGEST_BODY, tooLarge } from './message-size';
import type { Principal } from './principal';
import type { ServerRuntime } from './server-runtime';
import { MethodNotAllowed, serveSession } from './subscriptions/session-stream';
import {
	answerableId,
	errorMessage,
	isJsonObject,
	readMessage,
	type JsonObject,
} from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { claimsModernMeta } from '../protocol/request-meta';
import { isModernVersion } from '../protocol/versions';
import { nextTurn } from '../../base/next-turn';

export interface HttpRequest {
	method: string;
	headers: IncomingHttpHeaders;
	/** The JSON body, if somebody has read it. */
	body?: unknown;
	/** Reads it otherwise. @throws ProtocolError */
	readBody?(): Promise<unknown>;
	/** Of the peer, without port. */
	remoteAddress?: string;
}

export interface EndpointPorts {
	repeat: Repeat;
	/** Who calls. @throws ProtocolError if it may not */
	authenticate(request: HttpRequest): Promise<Principal>;
	/** Gets errors that are our own mistakes; the client learns only that there was one. */
	report(error: unknown): void;
}

/** Deeper JSON than any client needs; parsers and flows that walk it could run out of stack. */
const DEEPEST = 64;
/** 2025-03-26 allows batches without a limit. */
const LONGEST_BATCH = 50;

/**
 * Serves one HTTP request to an MCP endpoint (Streamable HTTP, both eras). Never throws for anything
 * that a client can send, and answers everything. Nothing is done for a caller before it is known who
 * that is: neither is the body read, nor the server made.
 */
export async function serveHttp(
	request: HttpRequest,
	response: ResponsePort,
	server: ServerRuntime | (() => Promise<ServerRuntime>),
	ports: EndpointPorts,
): Promise<void> {
	const sink = new OpenResponse(response, request.headers.accept, ports.repeat);
	let { body } = request;
	try {
		const principal = await ports.authenticate(request);
		const { method, headers } = request;
		const isLarge = method === 'POST' && isLargeMessage(request);
		const caller = { headers, principal, sink, isLarge };
		if (method === 'POST') body = await readBody(request);
		if (isLarge) await nextTurn();
		const runtime = typeof server === 'function' ? await server() : server;
		if (method !== 'POST') serveSession(method, caller, runtime);
		else await serveBody(body, caller, runtime, ports);
		sink.keepAliveUntilAnswered();
	} catch (error) {
		replyWithError(sink, body, error, ports);
	}
}

async function readBody(request: HttpRequest): Promise<unknown> {
	checkMediaType(request.headers);
	const length = Number(request.headers['content-length'] ?? Infinity);
	const isKnown = request.readBody === undefined;
	if (isKnown && length !== Infinity && length > LARGEST_BODY) throw tooLarge(LARGEST_BODY);
	const body = request.readBody ? await request.readBody() : request.body;
	if (isKnown) checkValues(body);
	return body;
}

/** Without an announced length, that is not known beforehand of what is yet to be read. */
function isLargeMessage(request: HttpRequest): boolean {
	const isRead = request.readBody === undefined;
	const length = Number(request.headers['content-length'] ?? (isRead ? 0 : Infinity));
	return length > LARGE_BODY;
}

async function serveBody(
	body: unknown,
	caller: Caller & { sink: OpenResponse },
	runtime: ServerRuntime,
	ports: EndpointPorts,
): Promise<void> {
	if (Array.isArray(body)) await serveBatch(body, caller, runtime, ports);
	else await serveMessage(body, caller, runtime, ports);
}

async function serveMessage(
	body: unknown,
	caller: Caller,
	runtime: ServerRuntime,
	ports: EndpointPorts,
): Promise<void> {
	try {
		checkDepth(body);
		await dispatch(readMessage(body), caller, runtime);
	} catch (error) {
		replyWithError(caller.sink, body, error, ports);
	}
}

/** Everything else in n8n has its turn between the messages. */
async function serveBatch(
	messages: unknown[],
	caller: Caller & { sink: OpenResponse },
	runtime: ServerRuntime,
	ports: EndpointPorts,
): Promise<void> {
	if (messages.length === 0 || messages.length > LONGEST_BATCH) {
		throw new ProtocolError(
			ErrorCode.invalidRequest,
			`Invalid request: a batch has 1 to ${LONGEST_BATCH} messages`,
			400,
		);
	}
	if (messages.some((message) => isModern(message, caller))) {
		throw new ProtocolError(
			ErrorCode.invalidRequest,
			'Invalid request: this revision of the protocol has no batches',
			400,
		);
	}
	const batch = new BatchResponse(caller.sink, messages.length);
	for (const message of messages) {
		const sink = batch.part();
		if (isHandshake(message)) replyWithError(sink, message, HANDSHAKE_IN_BATCH, ports);
		else await serveMessage(message, { ...caller, sink }, runtime, ports);
		await nextTurn();
	}
}

function isHandshake(message: unknown): boolean {
	return isJsonObject(message) && message.method === 'initialize';
}

/** Its session travels in a header, which one response to many messages could not give to one. */
const HANDSHAKE_IN_BATCH = new ProtocolError(
	ErrorCode.invalidRequest,
	'Invalid request: initialize must not be part of a batch (2025-03-26, Lifecycle); send it by itself',
);

function isModern(message: unknown, { headers }: Caller): boolean {
	const params = isJsonObject(message) ? message.params : undefined;
	const claims = isJsonObject(params) && claimsModernMeta(params);
	return claims || isModernVersion(headers['mcp-protocol-version']);
}

function checkMediaType(headers: IncomingHttpHeaders): void {
	if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
		throw new ProtocolError(
			ErrorCode.refused,
			'Unsupported media type: send the message as application/json',
			415,
		);
	}
}

function checkDepth(body: unknown): void {
	if (isWithin(body, DEEPEST)) return;
	throw new ProtocolError(
		ErrorCode.invalidRequest,
		`Invalid request: the message is nested more than ${DEEPEST} levels deep`,
		400,
	);
}

/** Goes no deeper than the levels that are left, so that it cannot run out of stack itself. */
function isWithin(value: unknown, levels: number): boolean {
	if (levels < 0) return false;
	if (typeof value !== 'object' || value === null) return true;
	if (Array.isArray(value)) return value.every((part: unknown) => isWithin(part, levels - 1));
	for (const name in value) {
		if (!isWithin((value as JsonObject)[name], levels - 1)) return false;
	}
	return true;
}

const INTERNAL_ERROR = new ProtocolError(ErrorCode.internalError, 'Internal error', 500);

function replyWithError(
	sink: ReplySink,
	body: unknown,
	error: unknown,
	ports: Pick<EndpointPorts, 'report'>,
): void {
	const known = error instanceof ProtocolError ? error : INTERNAL_ERROR;
	if (known === INTERNAL_ERROR) ports.report(error);
	const challenged = known instanceof Unauthenticated || known instanceof InsufficientScope;
	sink.finish(known.httpStatus, errorMessage(answerableId(body), known), {
		...(challenged ? { 'WWW-Authenticate': known.challenge } : {}),
		// The rest of what is too large is not read, so the connection cannot be used again.
		...(known.httpStatus === 413 ? { Connection: 'close' } : {}),
		...(known instanceof MethodNotAllowed ? { Allow: known.allow } : {}),
		...(known instanceof IssuerUnavailable
			? { 'Retry-After': String(Math.ceil(known.retryAfterMs / 1000)) }
			: {}),
	});
}
