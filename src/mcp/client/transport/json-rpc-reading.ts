import type { JSONRPCMessage } from '../../../third-party/mcp-client';
import { type JsonObject, isJsonObject, isRequestId } from '../../protocol/json-rpc';

export type RequestId = string | number;
export type JSONRPCRequest = Extract<JSONRPCMessage, { id: RequestId; method: string }>;

/** Where a result travels that is no object, which JSON-RPC messages of the SDK must be. */
const BARE_RESULT = 'n8n-nodes-gtm-mcp/bareResult';

/** For errors without a code of their own: internal error (JSON-RPC 2.0). */
const INTERNAL_ERROR = -32_603;

/**
 * Reads a JSON-RPC message as servers write them, not only as the specification wants them: `result`
 * and `error` both there and one of them null, an error that is a text, a code that is a text, null
 * in place of what is left out.
 *
 * @param asked the request that this can only be the answer to, where it names none
 * @returns undefined if it is no message at all
 */
export function readJsonRpc(value: unknown, asked?: RequestId): JSONRPCMessage | undefined {
	if (!isJsonObject(value)) return undefined;
	if (typeof value.method === 'string') return toCall(value, value.method);
	const id = isRequestId(value.id) ? value.id : asked;
	if (id === undefined) return undefined;
	if (isThere(value.error)) return { jsonrpc: '2.0', id, error: toError(value.error) };
	if (!('result' in value)) return undefined;
	return { jsonrpc: '2.0', id, result: toResult(value.result) };
}

/**
 * Reads a body that holds one message or a batch of them.
 *
 * @param asked the request that the body answers: a single answer in it is the one to that, whatever
 * id it carries
 */
export function readJsonRpcText(text: string, asked?: RequestId): JSONRPCMessage[] {
	const value = parse(text);
	const values: unknown[] = Array.isArray(value) ? value : [value];
	const isSingle = values.length === 1 && asked !== undefined;
	return values.flatMap((each) => {
		const message = readJsonRpc(each, isSingle ? asked : undefined);
		if (!message) return [];
		return isSingle && !('method' in message) ? [{ ...message, id: asked }] : [message];
	});
}

export function isRequest(message: JSONRPCMessage): message is JSONRPCRequest {
	return 'method' in message && 'id' in message;
}

/** Whether a message is the answer to the request; some servers give its number back as a text. */
export function answers(message: JSONRPCMessage, id: RequestId): boolean {
	return !('method' in message) && String(message.id) === String(id);
}

/** The value that a server gave as a result, whatever it is. */
export function bareResult(result: unknown): unknown {
	return isJsonObject(result) && BARE_RESULT in result ? result[BARE_RESULT] : result;
}

function toCall({ id, params }: JsonObject, method: string): JSONRPCMessage {
	return {
		jsonrpc: '2.0',
		method,
		...(isRequestId(id) && { id }),
		...(isJsonObject(params) && { params: withoutEmptyMeta(params) }),
	};
}

function toResult(result: unknown): JsonObject {
	if (isJsonObject(result)) return withoutEmptyMeta(result);
	return result === null || result === undefined ? {} : { [BARE_RESULT]: result };
}

function toError(error: unknown): { code: number; message: string; data?: unknown } {
	if (!isJsonObject(error)) return { code: INTERNAL_ERROR, message: toWords(error) };
	const code = Number(error.code ?? INTERNAL_ERROR);
	const message = toWords(error.message ?? error.code ?? error);
	return {
		code: Number.isInteger(code) ? code : INTERNAL_ERROR,
		message,
		...(isThere(error.data) && { data: error.data }),
	};
}

function withoutEmptyMeta(object: JsonObject): JsonObject {
	if (!('_meta' in object) || isJsonObject(object._meta)) return object;
	const { _meta, ...rest } = object;
	return rest;
}

function toWords(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function isThere(value: unknown): boolean {
	return value !== null && value !== undefined && value !== false;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined; // No JSON: then it is no message either, and who reads it says so.
	}
}
