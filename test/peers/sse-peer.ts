import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

import { type HttpPeer, startHttpPeer } from './http-peer';
import { callPeerTool, listPeerTools } from './peer-tools';

/** A server that only knows HTTP+SSE of 2024-11-05: GET opens the stream, POST goes to /messages. */
export async function startSsePeer(): Promise<HttpPeer & { breakStreams(): void }> {
	const transports = new Map<string, SSEServerTransport>();
	const streams = new Set<{ destroy(): void }>();
	const peer = await startHttpPeer(async (request, response, body) => {
		const url = new URL(request.url ?? '', 'http://peer');
		if (request.method === 'GET' && url.pathname === '/mcp') {
			const transport = new SSEServerTransport('/messages', response);
			transports.set(transport.sessionId, transport);
			streams.add(response);
			await createServer().connect(transport);
			return;
		}
		const transport = transports.get(url.searchParams.get('sessionId') ?? '');
		if (!transport || url.pathname !== '/messages') {
			response.writeHead(404).end();
			return;
		}
		await transport.handlePostMessage(request, response, JSON.parse(body));
	});
	const breakStreams = () => streams.forEach((stream) => stream.destroy());
	return { ...peer, breakStreams };
}

function createServer(): Server {
	const server = new Server(
		{ name: 'sse-peer', version: '1.0.0' },
		{ capabilities: { tools: {} } },
	);
	server.setRequestHandler(ListToolsRequestSchema, ({ params }) => listPeerTools(params?.cursor));
	server.setRequestHandler(
		CallToolRequestSchema,
		async ({ params }) =>
			(await callPeerTool(params.name, params.arguments ?? {})) ?? { content: [] },
	);
	return server;
}
