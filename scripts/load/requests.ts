import type { LoadRequest } from './http-load.ts';
import { GREETING, PROMPT, RESOURCE_URI, TOOL } from './workflows.ts';

const REVISION = '2026-07-28';
const LEGACY_REVISION = '2025-11-25';

const META = {
	'io.modelcontextprotocol/protocolVersion': REVISION,
	'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
	'io.modelcontextprotocol/clientCapabilities': {},
};

/** A request of the protocol, and a text that is in every right answer. */
export interface Operation {
	method: 'prompts/get' | 'resources/read' | 'tools/call' | 'tools/list';
	params: Record<string, unknown>;
	awaited: string;
}

export const OPERATIONS: Operation[] = [
	{ method: 'tools/list', params: {}, awaited: `"${TOOL}"` },
	{ method: 'resources/read', params: { uri: RESOURCE_URI }, awaited: 'content of a static' },
	{ method: 'prompts/get', params: { name: PROMPT }, awaited: 'everybody who is new' },
	{
		method: 'tools/call',
		params: { name: TOOL, arguments: { name: 'Dana' } },
		awaited: GREETING,
	},
];

const CONTENT_HEADERS = {
	'content-type': 'application/json',
	accept: 'application/json, text/event-stream',
};

/** Makes the request's body by its id; only the id is written anew each time. */
function rpc(method: string, params: object): (id: number) => string {
	const rest = JSON.stringify({ method, params }).slice(1);
	return (id) => `{"jsonrpc":"2.0","id":${id},${rest}`;
}

/** What a client of 2026-07-28 sends: no session, all headers. */
export function modernRequest(url: string, { method, params, awaited }: Operation): LoadRequest {
	const name = params.name ?? params.uri;
	return {
		url,
		headers: {
			...CONTENT_HEADERS,
			'mcp-protocol-version': REVISION,
			'mcp-method': method,
			...(typeof name === 'string' ? { 'mcp-name': name } : {}),
		},
		body: rpc(method, { ...params, _meta: META }),
		awaited,
	};
}

/** What a client of 2025-11-25 sends in its session. */
export function sessionRequest(
	url: string,
	session: string,
	{ method, params, awaited }: Operation,
): LoadRequest {
	return {
		url,
		headers: {
			...CONTENT_HEADERS,
			'mcp-protocol-version': LEGACY_REVISION,
			'mcp-session-id': session,
		},
		body: rpc(method, params),
		awaited,
	};
}

/** The same call without the protocol. */
export function plainRequest(url: string): LoadRequest {
	const body = JSON.stringify({ name: 'Dana' });
	return { url, headers: CONTENT_HEADERS, body: () => body, awaited: GREETING };
}

async function post(url: string, headers: Record<string, string>, body: string) {
	return await fetch(url, { method: 'POST', headers: { ...CONTENT_HEADERS, ...headers }, body });
}

/** Opens a session with a server of 2025-11-25 and returns its id. Throws Error without one. */
export async function openSession(url: string): Promise<string> {
	const clientInfo = { name: 'bench', version: '1.0.0' };
	const params = { protocolVersion: LEGACY_REVISION, capabilities: {}, clientInfo };
	const opened = await post(url, {}, rpc('initialize', params)(1));
	await opened.text();
	const session = opened.headers.get('mcp-session-id');
	if (session === null) throw new Error(`${url} opened no session: HTTP ${opened.status}`);
	const notification = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
	const accepted = await post(url, { 'mcp-session-id': session }, notification);
	await accepted.text();
	return session;
}

/** The result of one modern request, to let the bare server answer the same. */
export async function resultOf(url: string, operation: Operation): Promise<unknown> {
	const { headers, body } = modernRequest(url, operation);
	const response = await post(url, headers, body(1));
	const text = await response.text();
	if (!text.includes(operation.awaited)) {
		throw new Error(
			`${operation.method} at ${url}: HTTP ${response.status}: ${text.slice(0, 300)}`,
		);
	}
	const json = text.startsWith('{') ? text : (/^data: ?(.*)$/m.exec(text)?.[1] ?? '{}');
	return (JSON.parse(json) as { result: unknown }).result;
}
