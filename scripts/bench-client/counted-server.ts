import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { McpServer as OlderServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { z } from 'zod';

/**
 * The MCP server of the benchmark, a process of its own: what it was asked over HTTP is counted.
 * Arguments: `modern` (SDK 2.x, both eras, no sessions) or `sessions` (SDK 1.x), and milliseconds
 * that it takes for each tool call. Sends its port, and the count whenever it gets a message.
 */
const [kind = 'modern', delayText = '0'] = process.argv.slice(2);
const delayMs = Number(delayText);

const TOOL = 'enrich';

const answer = async (domain: unknown) => {
	if (delayMs > 0) await pause(delayMs);
	const text = JSON.stringify({ domain, employees: 120 });
	return { content: [{ type: 'text' as const, text }] };
};

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => Promise<void>;

function modernHandle(): Handle {
	const handler = createMcpHandler(
		() => {
			const server = new Server(
				{ name: 'bench', version: '1.0.0' },
				{ capabilities: { tools: {} } },
			);
			server.setRequestHandler('tools/list', () => ({
				tools: [
					{
						name: TOOL,
						description: 'Enriches a company',
						inputSchema: {
							type: 'object' as const,
							properties: { domain: { type: 'string' } },
							required: ['domain'],
						},
						annotations: { readOnlyHint: true },
					},
				],
			}));
			server.setRequestHandler('tools/call', ({ params }) => answer(params.arguments?.domain));
			return server;
		},
		{ legacy: 'stateless' },
	);
	return async (request, response, body) => {
		const headers = new Headers();
		for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
		const { method, url } = request;
		const from = await handler.fetch(
			new Request(`http://${request.headers.host}${url}`, {
				...(method === undefined ? {} : { method }),
				headers,
				body: body === '' ? null : body,
			}),
		);
		response.writeHead(from.status, Object.fromEntries(from.headers));
		for await (const chunk of from.body ?? []) response.write(chunk);
		response.end();
	};
}

function sessionHandle(): Handle {
	const sessions = new Map<string, StreamableHTTPServerTransport>();
	const open = async () => {
		const transport = new StreamableHTTPServerTransport({
			sessionIdGenerator: randomUUID,
			onsessioninitialized: (id) => void sessions.set(id, transport),
			onsessionclosed: (id) => void sessions.delete(id),
		});
		const server = new OlderServer({ name: 'bench', version: '1.0.0' });
		server.registerTool(
			TOOL,
			{
				description: 'Enriches a company',
				inputSchema: { domain: z.string() },
				annotations: { readOnlyHint: true },
			},
			async ({ domain }) => await answer(domain),
		);
		await server.connect(transport);
		return transport;
	};
	return async (request, response, body) => {
		const id = request.headers['mcp-session-id'];
		const transport = (typeof id === 'string' ? sessions.get(id) : undefined) ?? (await open());
		await transport.handleRequest(request, response, body === '' ? undefined : JSON.parse(body));
	};
}

const handle = kind === 'modern' ? modernHandle() : sessionHandle();
let count = 0;

const server = createServer((request, response) => {
	count += 1;
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		handle(request, response, Buffer.concat(chunks).toString()).catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
	});
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(count));
process.on('disconnect', () => process.exit(0));
