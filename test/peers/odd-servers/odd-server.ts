import type { ServerResponse } from 'node:http';

import { type HttpPeer, startHttpPeer } from '../http-peer';

/** A JSON-RPC message that an odd server got. */
export interface OddRequest {
	method: string;
	params: Record<string, unknown>;
	/** How often this method was asked for, this one included. */
	count: number;
	/** The session that the request names. */
	session: string | undefined;
}

/** How an odd server answers. A function of the id writes the body itself. */
export type OddReply =
	| { result: unknown }
	| { error: unknown }
	/** A whole JSON-RPC message, but for what it leaves out. */
	| { message: (id: unknown) => unknown }
	| {
			status?: number;
			headers?: Record<string, string>;
			body?: string | Buffer | ((id: unknown) => string | Buffer);
			/** Cut into pieces of this many bytes. */
			pieces?: number;
			/** The response does not end. */
			open?: true;
	  }
	| 'drop'
	| 'hang';

export interface OddServer {
	/** What is odd about it; unique. */
	what: string;
	/** Where something is said of this kind of server. */
	seen?: string;
	/** Replies to what the server does not answer as it should; undefined for what it does. */
	reply: (request: OddRequest) => OddReply | undefined;
	/** Replies to a GET; without it there is no stream of the server's own. */
	get?: OddReply;
	/** How often the tool is called in one execution. Default 2. */
	items?: number;
	/** Arguments of each call. */
	arguments?: Record<string, unknown>;
	/** What every item shall hold: of the result, or of the error. */
	awaited: RegExp;
	/** Whether what is awaited is told in an error: there is nothing else to be had. */
	isError?: true;
	/** Fewer items than all may be right: what the server did to the others is final. */
	atLeast?: number;
}

/** The tool that every odd server has. */
export const TOOL = 'look';
/** What its result says. */
export const DONE = 'it is done';

export const toolEntry = {
	name: TOOL,
	description: 'Looks something up',
	inputSchema: { type: 'object' },
	annotations: { readOnlyHint: true },
};

export const handshake = {
	protocolVersion: '2025-06-18',
	capabilities: { tools: {} },
	serverInfo: { name: 'odd', version: '1.0.0' },
};

export const callResult = { content: [{ type: 'text', text: DONE }] };

/** What a server of 2025 without sessions says that is not odd at all. */
function ordinary(method: string): OddReply {
	if (method.startsWith('notifications/')) return { status: 202 };
	const result = { initialize: handshake, 'tools/list': { tools: [toolEntry] } }[method];
	if (result) return { result };
	if (method === 'tools/call') return { result: callResult };
	if (method === 'ping') return { result: {} };
	return { error: { code: -32_601, message: 'Method not found' } };
}

export async function startOddServer({ reply, get }: OddServer): Promise<HttpPeer> {
	const counts = new Map<string, number>();
	return await startHttpPeer(async (request, response, body) => {
		if (request.method === 'GET' && get) return await send(get, undefined, response);
		if (body === '') {
			response.writeHead(405).end();
			return;
		}
		const { id, method, params = {} } = JSON.parse(body) as Partial<OddRequest> & { id?: unknown };
		const name = method ?? '';
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		const { 'mcp-session-id': named } = request.headers;
		const session = typeof named === 'string' ? named : undefined;
		const given = reply({ method: name, params, count, session });
		await send(given ?? ordinary(name), id, response);
	});
}

async function send(reply: OddReply, id: unknown, response: ServerResponse): Promise<void> {
	if (reply === 'hang') return;
	if (reply === 'drop') {
		response.destroy();
		return;
	}
	if ('result' in reply) return sendJson({ jsonrpc: '2.0', id, result: reply.result }, response);
	if ('error' in reply) return sendJson({ jsonrpc: '2.0', id, error: reply.error }, response);
	if ('message' in reply) return sendJson(reply.message(id), response);
	const { status = 200, headers = {}, body = '', pieces, open } = reply;
	const bytes = Buffer.from(typeof body === 'function' ? body(id) : body);
	response.writeHead(status, headers);
	if (pieces === undefined) response.write(bytes);
	for (let at = 0; pieces !== undefined && at < bytes.length; at += pieces) {
		response.write(bytes.subarray(at, at + pieces));
		await new Promise((resolve) => setImmediate(resolve));
	}
	if (!open) response.end();
}

function sendJson(message: unknown, response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(message));
}

/** A reply to one method only. */
export const to =
	(method: string, reply: OddReply): OddServer['reply'] =>
	(request) =>
		request.method === method ? reply : undefined;

/** The ordinary answer to a request, as a message. */
export function ordinaryMessage(method: string, id: unknown): object {
	const reply = ordinary(method);
	return typeof reply === 'object' ? { jsonrpc: '2.0', id, ...reply } : {};
}

export const isCall = (method: string): boolean => method === 'tools/call';
export const isNotification = (method: string): boolean => method.startsWith('notifications/');

/** An answer as an event stream. */
export function stream(text: (json: string) => string, headers = {}): OddServer['reply'] {
	return ({ method }) =>
		isNotification(method)
			? undefined
			: {
					headers: { 'content-type': 'text/event-stream', ...headers },
					body: (id) => text(JSON.stringify(ordinaryMessage(method, id))),
				};
}
