import type { IncomingHttpHeaders } from 'node:http';

import { isJsonObject, type JsonObject, type Request } from './json-rpc';
import { ErrorCode, ProtocolError } from './protocol-error';

/** The parameter that `Mcp-Name` repeats, by method (specification 2026-07-28, Transports). */
const NAMED_PARAMETER = new Map([
	['tools/call', 'name'],
	['prompts/get', 'name'],
	['resources/read', 'uri'],
	['tasks/get', 'taskId'],
	['tasks/update', 'taskId'],
	['tasks/cancel', 'taskId'],
]);

const BASE64_SENTINEL = /^=\?base64\?(.*)\?=$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Visible ASCII, space and tab: anything else must come in the base64 form. */
const PLAIN_VALUE = /^[\x20-\x7e\t]*$/;
/** Means what it says: there is nothing to decode or to trim. */
const ORDINARY_VALUE = /^[\w.:/-]+$/;

/**
 * Checks that the headers, which proxies route and limit by, say what the body says. A server must
 * refuse a request where they differ (specification 2026-07-28, Transports, Standard Headers).
 *
 * @throws ProtocolError -32020 with HTTP 400
 */
export function checkStandardHeaders(
	headers: IncomingHttpHeaders,
	request: Request,
	protocolVersion: string,
): void {
	expectHeader(headers, 'MCP-Protocol-Version', protocolVersion);
	expectHeader(headers, 'Mcp-Method', request.method);
	const parameter = NAMED_PARAMETER.get(request.method);
	if (parameter !== undefined) expectHeader(headers, 'Mcp-Name', request.params[parameter]);
}

/** The headers of a modern request: they repeat what its body says (see `checkStandardHeaders`). */
export function standardHeaders(
	method: string,
	params: JsonObject,
	protocolVersion: string,
): Record<string, string> {
	const parameter = NAMED_PARAMETER.get(method);
	const named = parameter === undefined ? undefined : params[parameter];
	return {
		'mcp-protocol-version': protocolVersion,
		'mcp-method': method,
		...(typeof named === 'string' && { 'mcp-name': encodeHeaderValue(named) }),
	};
}

function encodeHeaderValue(value: string): string {
	const isPlain = PLAIN_VALUE.test(value) && value !== '' && value === value.trim();
	if (isPlain && !BASE64_SENTINEL.test(value)) return value;
	return `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

function expectHeader(headers: IncomingHttpHeaders, name: string, bodyValue: unknown): void {
	const sent = headers[name.toLowerCase()];
	if (typeof sent !== 'string') throw mismatch(`the ${name} header is required`);
	if (sent === bodyValue && ORDINARY_VALUE.test(sent)) return;
	if (decodeHeaderValue(name, sent) !== bodyValue) {
		throw mismatch(`the ${name} header does not say what the body says`);
	}
}

function decodeHeaderValue(name: string, sent: string): string {
	const value = sent.trim();
	if (!PLAIN_VALUE.test(value)) throw mismatch(`the ${name} header has characters outside ASCII`);
	const encoded = BASE64_SENTINEL.exec(value)?.[1];
	if (encoded === undefined) return value;
	if (!BASE64.test(encoded)) throw mismatch(`the ${name} header is not valid base64`);
	return Buffer.from(encoded, 'base64').toString('utf8');
}

/**
 * Checks the `Mcp-Param-*` headers of a tool call: arguments that the tool's schema marks with
 * `x-mcp-header` must be repeated in the header of that name, others must not be sent.
 *
 * @throws ProtocolError -32020 with HTTP 400
 */
export function checkParameterHeaders(
	headers: IncomingHttpHeaders,
	schema: JsonObject,
	value: unknown,
): void {
	const { properties } = schema;
	if (!isJsonObject(properties)) return;
	for (const [key, property] of Object.entries(properties)) {
		if (!isJsonObject(property)) continue;
		const part = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
		const marked = property['x-mcp-header'];
		if (typeof marked === 'string') checkParameterHeader(headers, `Mcp-Param-${marked}`, part);
		else checkParameterHeaders(headers, property, part);
	}
}

function checkParameterHeader(headers: IncomingHttpHeaders, name: string, value: unknown): void {
	const sent = headers[name.toLowerCase()];
	if (value === undefined || value === null) {
		if (sent !== undefined) throw mismatch(`the ${name} header is sent without its argument`);
		return;
	}
	if (typeof sent !== 'string') throw mismatch(`the ${name} header is required`);
	const decoded = decodeHeaderValue(name, sent);
	const same =
		typeof value === 'number'
			? Number(decoded) === value
			: decoded === (typeof value === 'string' ? value : JSON.stringify(value));
	if (!same) throw mismatch(`the ${name} header does not say what the body says`);
}

function mismatch(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.headerMismatch, `Header mismatch: ${reason}`, 400);
}
