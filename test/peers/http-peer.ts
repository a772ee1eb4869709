import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived, for assertions. */
export interface SeenRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** The JSON-RPC method of the body, if it is a JSON-RPC message. */
	rpcMethod?: string;
}

export interface HttpPeer {
	origin: string;
	url: string;
	requests: SeenRequest[];
	close(): Promise<void>;
}

export type PeerHandler = (
	request: IncomingMessage,
	response: ServerResponse,
	body: string,
) => Promise<void> | void;

/** Serves a handler on a loopback port (0: any free one) and keeps what it was asked. */
export async function startHttpPeer(handle: PeerHandler, port = 0): Promise<HttpPeer> {
	const requests: SeenRequest[] = [];
	const server = createServer((request, response) => {
		void answer(request, response);
	});
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await readBody(request);
		requests.push({
			method: request.method ?? '',
			path: request.url ?? '',
			headers: request.headers,
			rpcMethod: rpcMethodOf(body),
		});
		await handle(request, response, body);
	};
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		url: `${origin}/mcp`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** A peer that gives every request the same answer. */
export async function startFixedPeer(
	status: number,
	headers: Record<string, string>,
	body: string,
): Promise<HttpPeer> {
	return await startHttpPeer((_request, response) => {
		response.writeHead(status, headers).end(body);
	});
}

async function readBody(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	return body;
}

function rpcMethodOf(body: string): string | undefined {
	if (!body.startsWith('{')) return undefined;
	const { method } = JSON.parse(body) as { method?: unknown };
	return typeof method === 'string' ? method : undefined;
}
