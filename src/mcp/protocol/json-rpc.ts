import { ErrorCode, ProtocolError } from './protocol-error';

export type RequestId = string | number;
export type JsonObject = Record<string, unknown>;

export interface Request {
	kind: 'request';
	id: RequestId;
	method: string;
	params: JsonObject;
}

export interface Notification {
	kind: 'notification';
	method: string;
	params: JsonObject;
}

/** The client's answer to a request that the server sent. */
export interface ClientResponse {
	kind: 'response';
	id: RequestId;
	/** Undefined if the client answered with an error. */
	result?: unknown;
}

export type Message = Request | Notification | ClientResponse;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A request id may be a string or a number; `null` is only for answers to unreadable requests. */
export function isRequestId(value: unknown): value is RequestId {
	return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

/**
 * Reads one JSON-RPC 2.0 message.
 *
 * @throws ProtocolError -32600 with HTTP 400 if it is not one
 */
export function readMessage(body: unknown): Message {
	if (!isJsonObject(body)) throw invalid('the body is not a JSON-RPC message');
	if (body.jsonrpc !== '2.0') throw invalid('"jsonrpc" must be "2.0"');
	return body.method === undefined ? readResponse(body) : readCall(body, body.method);
}

function readCall(body: JsonObject, method: unknown): Request | Notification {
	if (typeof method !== 'string' || method === '') {
		throw invalid('"method" must be a non-empty string');
	}
	const params = body.params ?? {}; // Some clients write null for nothing.
	if (!isJsonObject(params)) throw invalid('"params" must be an object');
	if (!Object.hasOwn(body, 'id')) return { kind: 'notification', method, params };
	if (!isRequestId(body.id)) throw invalid('"id" must be a string or a number');
	return { kind: 'request', id: body.id, method, params };
}

function readResponse(body: JsonObject): ClientResponse {
	const answers = Object.hasOwn(body, 'result') || Object.hasOwn(body, 'error');
	if (!answers || !isRequestId(body.id)) {
		throw invalid('the message is neither a request, a notification nor a response');
	}
	return { kind: 'response', id: body.id, ...('result' in body ? { result: body.result } : {}) };
}

function invalid(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidRequest, `Invalid request: ${reason}`, 400);
}

/** The id to answer an unreadable message with, if there is one that can be used. */
export function answerableId(body: unknown): RequestId | null {
	return isJsonObject(body) && isRequestId(body.id) ? body.id : null;
}

export interface ResultMessage {
	jsonrpc: '2.0';
	id: RequestId;
	result: JsonObject;
}

export interface ErrorMessage {
	jsonrpc: '2.0';
	id: RequestId | null;
	error: { code: number; message: string; data?: Record<string, unknown> };
}

export function resultMessage(id: RequestId, result: JsonObject): ResultMessage {
	return { jsonrpc: '2.0', id, result };
}

export function errorMessage(id: RequestId | null, error: ProtocolError): ErrorMessage {
	const { code, message, data } = error;
	return { jsonrpc: '2.0', id, error: { code, message, ...(data ? { data } : {}) } };
}
