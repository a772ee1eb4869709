import { randomUUID } from 'node:crypto';

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
	CallToolRequestSchema,
	ErrorCode,
	ListToolsRequestSchema,
	McpError,
} from '@modelcontextprotocol/sdk/types.js';

import { type HttpPeer, startHttpPeer } from './http-peer';
import { callPeerTool, listPeerTools } from './peer-tools';

/** A server of the SDK's 1.x line: `initialize` and sessions, nothing of 2026-07-28. */
export async function startLegacyPeer(port = 0): Promise<HttpPeer> {
	const sessions = new Map<string, StreamableHTTPServerTransport>();
	return await startHttpPeer(async (request, response, body) => {
		const sessionId = request.headers['mcp-session-id'];
		const transport =
			(typeof sessionId === 'string' ? sessions.get(sessionId) : undefined) ??
			(await openSession(sessions));
		await transport.handleRequest(request, response, body === '' ? undefined : JSON.parse(body));
	}, port);
}

async function openSession(sessions: Map<string, StreamableHTTPServerTransport>) {
	const transport = new StreamableHTTPServerTransport({
		sessionIdGenerator: randomUUID,
		onsessioninitialized: (id) => void sessions.set(id, transport),
		onsessionclosed: (id) => void sessions.delete(id),
	});
	await createServer().connect(transport);
	return transport;
}

function createServer(): Server {
	const server = new Server(
		{ name: 'legacy-peer', version: '1.0.0' },
		{ capabilities: { tools: {} } },
	);
	server.setRequestHandler(ListToolsRequestSchema, ({ params }) => listPeerTools(params?.cursor));
	server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
		const result = await callPeerTool(params.name, params.arguments ?? {});
		if (!result) throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
		return result;
	});
	return server;
}
