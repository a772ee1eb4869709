import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import type { Tool } from '@modelcontextprotocol/server';

import type { Construct } from './constructs.ts';

export interface SchemaServer {
	/** The address of a server whose only tool has the construct for its arguments. */
	urlOf(construct: Construct): string;
	stop(): Promise<void>;
}

function createToolServer(tools: Tool[]): Server {
	const server = new Server({ name: 'schemas', version: '1.0.0' }, { capabilities: { tools: {} } });
	server.setRequestHandler('tools/list', () => ({ tools }));
	server.setRequestHandler('tools/call', () => ({ content: [{ type: 'text', text: 'done' }] }));
	return server;
}

/** One server for each construct, so that one that a client cannot bear spoils no other. */
export async function startSchemaServer(constructs: Construct[]): Promise<SchemaServer> {
	const handlers = new Map(
		constructs.map(({ name, title, schema }) => {
			const inputSchema = schema as Tool['inputSchema'];
			const annotations = { readOnlyHint: true };
			const tool = { name, description: title, inputSchema, annotations };
			const handler = createMcpHandler(() => createToolServer([tool]), { legacy: 'stateless' });
			return [`/${name}`, handler];
		}),
	);
	const server = createServer((request, response) => {
		answer(handlers.get(request.url ?? ''), request, response).catch(() => response.destroy());
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		urlOf: ({ name }) => `http://127.0.0.1:${port}/${name}`,
		async stop() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

async function answer(
	handler: ReturnType<typeof createMcpHandler> | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	if (!handler) {
		response.writeHead(404).end();
		return;
	}
	const { method = 'POST', url, headers } = request;
	const sent = new Headers();
	for (const [name, value] of Object.entries(headers)) sent.set(name, String(value));
	const body = chunks.length === 0 ? null : Buffer.concat(chunks);
	const from = await handler.fetch(
		new Request(`http://${headers.host}${url}`, { method, headers: sent, body }),
	);
	response.writeHead(from.status, Object.fromEntries(from.headers));
	response.end(Buffer.from(await from.arrayBuffer()));
}
