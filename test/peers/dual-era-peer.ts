import type { IncomingMessage, ServerResponse } from 'node:http';

import { Server, ProtocolError, createMcpHandler } from '@modelcontextprotocol/server';

import { type HttpPeer, startHttpPeer } from './http-peer';
import { callPeerTool, listPeerTools } from './peer-tools';

export interface DualEraPeerOptions {
	/** Requests without this bearer token get a 401 that quotes their Authorization header. */
	token?: string;
}

/** A server of the SDK's 2.x line: 2026-07-28, and the older revisions without sessions. */
export async function startDualEraPeer({ token }: DualEraPeerOptions = {}): Promise<HttpPeer> {
	const handler = createMcpHandler(() => createPeerServer(), { legacy: 'stateless' });
	return await startHttpPeer(async (request, response, body) => {
		const { authorization } = request.headers;
		if (token !== undefined && authorization !== `Bearer ${token}`) {
			response.writeHead(401).end(`Not accepted: ${authorization}`);
			return;
		}
		await sendResponse(await handler.fetch(toWebRequest(request, body)), response);
	});
}

export function createPeerServer(): Server {
	const server = new Server(
		{ name: 'dual-era-peer', version: '1.0.0' },
		{ capabilities: { tools: {} } },
	);
	server.setRequestHandler('tools/list', ({ params }) => listPeerTools(params?.cursor));
	server.setRequestHandler('tools/call', async ({ params }) => {
		const result = await callPeerTool(params.name, params.arguments ?? {});
		if (!result) throw new ProtocolError(-32602, `Unknown tool: ${params.name}`);
		return result;
	});
	return server;
}

export function toWebRequest(request: IncomingMessage, body: string): Request {
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
	return new Request(`http://${request.headers.host}${request.url}`, {
		method: request.method,
		headers,
		body: body === '' ? undefined : body,
	});
}

export async function sendResponse(from: Response, to: ServerResponse): Promise<void> {
	to.writeHead(from.status, Object.fromEntries(from.headers));
	for await (const chunk of from.body ?? []) to.write(chunk);
	to.end();
}
