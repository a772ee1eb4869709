import type { IncomingHttpHeaders } from 'node:http';

import type { Request } from './json-rpc';
import { ErrorCode, ProtocolError } from './protocol-error';

/** The parameter that `Mcp-Name` repeats, by method (specification 2026-07-28, Transports). */
const NAMED_PARAMETER = new Map([
	['tools/call', 'name'],
	['prompts/get', 'name'],
	['resources/read', 'uri'],
]);

const BASE64_SENTINEL = /^=\?base64\?(.*)\?=$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Visible ASCII, space and tab: anything else must come in the base64 form. */
const PLAIN_VALUE = /^[\x20-\x7e\t]*$/;

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

function expectHeader(headers: IncomingHttpHeaders, name: string, bodyValue: unknown): void {
	const sent = headers[name.toLowerCase()];
	if (typeof sent !== 'string') throw mismatch(`the ${name} header is required`);
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

function mismatch(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.headerMismatch, `Header mismatch: ${reason}`, 400);
}
