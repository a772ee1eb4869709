import { randomUUID } from 'node:crypto';

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

import { type HttpPeer, startHttpPeer } from './http-peer';

export interface AskingPeer extends HttpPeer {
	/** How often the tool was begun, and how often it got past its question. */
	begun: number;
	finished: number;
}

/**
 * A server of the SDK's 1.x line with one tool, which asks the user on the open stream.
 *
 * @param times how often one call asks the same
 */
export async function startAskingLegacyPeer(times = 1): Promise<AskingPeer> {
	const counts = { begun: 0, finished: 0 };
	const sessions = new Map<string, StreamableHTTPServerTransport>();
	const peer = await startHttpPeer(async (request, response, body) => {
		const id = request.headers['mcp-session-id'];
		const known = typeof id === 'string' ? sessions.get(id) : undefined;
		const transport = known ?? (await openSession(sessions, counts, times));
		await transport.handleRequest(request, response, body === '' ? undefined : JSON.parse(body));
	});
	return Object.assign(counts, peer);
}

async function openSession(
	sessions: Map<string, StreamableHTTPServerTransport>,
	counts: { begun: number; finished: number },
	times: number,
) {
	const transport = new StreamableHTTPServerTransport({
		sessionIdGenerator: randomUUID,
		onsessioninitialized: (id) => void sessions.set(id, transport),
	});
	await createServer(counts, times).connect(transport);
	return transport;
}

function createServer(counts: { begun: number; finished: number }, times: number): Server {
	const server = new Server(
		{ name: 'asking-peer', version: '1.0.0' },
		{ capabilities: { tools: {} } },
	);
	server.setRequestHandler(ListToolsRequestSchema, () => ({
		tools: [{ name: 'renew', inputSchema: { type: 'object' as const } }],
	}));
	server.setRequestHandler(CallToolRequestSchema, async () => {
		counts.begun++;
		const answers = [];
		for (let asked = 0; asked < times; asked++) {
			const { action, content } = await server.elicitInput({
				message: 'Renew the deal?',
				requestedSchema: { type: 'object', properties: { months: { type: 'integer' } } },
			});
			answers.push({ action, ...content });
		}
		counts.finished++;
		const text = JSON.stringify(times === 1 ? answers[0] : answers);
		return { content: [{ type: 'text' as const, text }] };
	});
	return server;
}
