import type { ServerResponse } from 'node:http';

import { type HttpPeer, startHttpPeer } from './http-peer';

/** A JSON-RPC message that the peer got. */
export interface PeerRequest {
	id?: unknown;
	method: string;
	params: Record<string, unknown>;
	/** How often this method was asked for, this one included. */
	count: number;
}

/** What the peer does instead of answering as it should, or how it answers. */
export type Reply =
	| { result: object }
	| { error: { code: number; message: string; data?: unknown } }
	| { status: number; headers?: Record<string, string>; body?: string }
	/** An event stream of these texts, which then ends, breaks off or stays open. */
	| { stream: string[]; then: 'end' | 'break off' | 'stay open' }
	/** Closes the connection without an answer. */
	| 'drop'
	/** Never answers. */
	| 'hang';

export type Script = (request: PeerRequest) => Reply | Promise<Reply> | undefined;

const complete = { resultType: 'complete' };

/** What a well-behaved server of 2026-07-28 with two tools says. */
const DEFAULTS: Record<string, object> = {
	'server/discover': {
		...complete,
		ttlMs: 0,
		cacheScope: 'private',
		supportedVersions: ['2026-07-28'],
		capabilities: { tools: {}, resources: {}, prompts: {} },
		_meta: { 'io.modelcontextprotocol/serverInfo': { name: 'scripted-peer', version: '1.0.0' } },
	},
	'tools/list': {
		...complete,
		ttlMs: 60_000,
		cacheScope: 'private',
		tools: [
			{
				name: 'look',
				description: 'Looks something up',
				inputSchema: { type: 'object' },
				annotations: { readOnlyHint: true },
			},
			{ name: 'send', description: 'Sends a message', inputSchema: { type: 'object' } },
		],
	},
	'tools/call': { ...complete, content: [{ type: 'text', text: 'done' }] },
};

/** A server of 2026-07-28 that keeps to a script where the script says something. */
export async function startScriptedPeer(
	script: Script = () => undefined,
	port = 0,
): Promise<HttpPeer> {
	const counts = new Map<string, number>();
	return await startHttpPeer(async (_request, response, body) => {
		if (body === '') {
			response.writeHead(405).end();
			return;
		}
		const { id, method, params = {} } = JSON.parse(body) as PeerRequest;
		const count = (counts.get(method) ?? 0) + 1;
		counts.set(method, count);
		const reply = (await script({ id, method, params, count })) ?? byDefault(method);
		send(reply, id, response);
	}, port);
}

/** One event of an event stream. */
export function event(message: object): string {
	return `data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`;
}

/** A result as 2026-07-28 wants it. */
export function completed(result: object): Reply {
	return { result: { ...complete, ...result } };
}

function byDefault(method: string): Reply {
	const result = DEFAULTS[method];
	if (result) return { result };
	return method.startsWith('notifications/')
		? { status: 202 }
		: { error: { code: -32_601, message: `Method not found: ${method}` } };
}

function send(reply: Reply, id: unknown, response: ServerResponse): void {
	if (reply === 'hang') return;
	if (reply === 'drop') {
		response.destroy();
		return;
	}
	if ('status' in reply) {
		response.writeHead(reply.status, reply.headers).end(reply.body);
		return;
	}
	if ('stream' in reply) {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		for (const text of reply.stream) response.write(text);
		if (reply.then === 'end') response.end();
		if (reply.then === 'break off') setTimeout(() => response.destroy(), 20);
		return;
	}
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ jsonrpc: '2.0', id, ...reply }));
}
