import type { IncomingHttpHeaders } from 'node:http';

import type { HttpRequest } from '../../../../../../src/mcp/server/endpoint';
import type { JsonObject, RequestId } from '../../../../../../src/mcp/protocol/json-rpc';

export const MODERN = '2026-07-28';
/** What a client can be asked that can be asked anything. */
export const ALL_CAPABILITIES = { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} };
export const KNOWS_TASKS = { extensions: { 'io.modelcontextprotocol/tasks': {} } };

export const post = (body: unknown, headers: IncomingHttpHeaders = {}): HttpRequest => ({
	method: 'POST',
	headers: { 'content-type': 'application/json', ...headers },
	body,
});

/** The id of a request, and headers of it. */
export interface LegacyOptions {
	id?: RequestId;
	accept?: string;
	'mcp-session-id'?: string;
	'mcp-protocol-version'?: string;
}

export const legacy = (
	method: string,
	params?: JsonObject,
	{ id = 1, ...headers }: LegacyOptions = {},
): HttpRequest => post({ jsonrpc: '2.0', id, method, ...(params ? { params } : {}) }, headers);

interface ModernOptions {
	id?: RequestId;
	capabilities?: JsonObject;
	/** Further members of `_meta`. */
	meta?: JsonObject;
	headers?: IncomingHttpHeaders;
}

export function modern(
	method: string,
	params: JsonObject = {},
	{ id = 1, capabilities = {}, meta = {}, headers = {} }: ModernOptions = {},
): HttpRequest {
	const name = params.name ?? params.uri ?? params.taskId;
	return post(
		{
			jsonrpc: '2.0',
			id,
			method,
			params: {
				...params,
				_meta: {
					'io.modelcontextprotocol/protocolVersion': MODERN,
					'io.modelcontextprotocol/clientCapabilities': capabilities,
					'io.modelcontextprotocol/clientInfo': { name: 'Inspector', version: '2' },
					...meta,
				},
			},
		},
		{
			'mcp-protocol-version': MODERN,
			'mcp-method': method,
			...(typeof name === 'string' ? { 'mcp-name': name } : {}),
			...headers,
		},
	);
}
