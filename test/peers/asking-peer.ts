import { randomUUID } from 'node:crypto';

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
	CallToolRequestSchema,
	ListResourcesRequestSchema,
	ListToolsRequestSchema,
	SubscribeRequestSchema,
	UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { type HttpPeer, startHttpPeer } from './http-peer';

export interface AskingPeer extends HttpPeer {
	/** What clients answered, in order. */
	answers: unknown[];
	/** Announces over all sessions. */
	announce(uri: string): Promise<void>;
	announceTools(): Promise<void>;
}

const FORM = {
	type: 'object' as const,
	properties: {
		name: { type: 'string' as const },
		age: { type: 'integer' as const, default: 30 },
	},
	required: ['name'],
};

/**
 * A server of the SDK's 1.x line that asks back during calls: `ask` elicits, `think` samples, `where`
 * wants the roots, and `nag` elicits without end. It announces changes.
 */
export async function startAskingPeer(): Promise<AskingPeer> {
	const sessions = new Map<string, StreamableHTTPServerTransport>();
	const servers: Server[] = [];
	const answers: unknown[] = [];
	const peer = await startHttpPeer(async (request, response, body) => {
		const id = request.headers['mcp-session-id'];
		let transport = typeof id === 'string' ? sessions.get(id) : undefined;
		if (!transport) {
			const opened = new StreamableHTTPServerTransport({
				sessionIdGenerator: randomUUID,
				onsessioninitialized: (session) => void sessions.set(session, opened),
			});
			const server = createServer(answers);
			servers.push(server);
			await server.connect(opened);
			transport = opened;
		}
		await transport.handleRequest(request, response, body === '' ? undefined : JSON.parse(body));
	});
	return {
		...peer,
		answers,
		announce: async (uri) => {
			await Promise.all(servers.map(async (server) => await server.sendResourceUpdated({ uri })));
		},
		announceTools: async () => {
			await Promise.all(servers.map(async (server) => await server.sendToolListChanged()));
		},
	};
}

function createServer(answers: unknown[]): Server {
	const server = new Server(
		{ name: 'asking-peer', version: '1.0.0' },
		{ capabilities: { tools: { listChanged: true }, resources: { subscribe: true } } },
	);
	const tool = (name: string) => ({ name, inputSchema: { type: 'object' as const } });
	server.setRequestHandler(ListToolsRequestSchema, () => ({
		tools: ['ask', 'think', 'where', 'nag'].map(tool),
	}));
	server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [] }));
	server.setRequestHandler(SubscribeRequestSchema, () => ({}));
	server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
	server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestId }) => {
		const options = { relatedRequestId: requestId };
		const elicit = async () =>
			await server.elicitInput({ mode: 'form', message: 'Who?', requestedSchema: FORM }, options);
		if (params.name === 'ask') answers.push(await elicit());
		if (params.name === 'where') answers.push(await server.listRoots(undefined, options));
		if (params.name === 'think') {
			const text = { type: 'text' as const, text: 'Think!' };
			const messages = [{ role: 'user' as const, content: text }];
			answers.push(await server.createMessage({ messages, maxTokens: 10 }, options));
		}
		if (params.name === 'nag') for (;;) answers.push(await elicit());
		return { content: [{ type: 'text' as const, text: 'thanks' }] };
	});
	return server;
}
