import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { LoadRequest } from '../load/http-load.ts';
import { SDK_TOOL } from './sdk-process.ts';

/**
 * The same read as somebody writes it by hand with the official SDK: one tool, one request to the
 * vendor over connections that `fetch` keeps, and a few members of the answer. No key, limit, field
 * filter, retry, audit or memory. `argv[2]` is the vendor's request as JSON; the port goes to the parent.
 */
const { url, headers, body } = JSON.parse(process.argv[2] ?? '{}') as Pick<
	LoadRequest,
	'headers' | 'url'
> & { body: string };

/** As Attio answers a query. */
interface Found {
	data: Array<{
		id: { record_id: string };
		values: {
			name?: Array<{ full_name: string }>;
			email_addresses?: Array<{ email_address: string }>;
		};
	}>;
}

const record = z.object({
	id: z.string(),
	full_name: z.string().optional(),
	email: z.string().optional(),
});

function createServerByHand(): McpServer {
	const server = new McpServer({ name: 'by-hand', version: '1.0.0' });
	server.registerTool(
		SDK_TOOL,
		{
			description: 'Finds a contact by email.',
			inputSchema: z.object({ email: z.string() }),
			outputSchema: record,
			annotations: { readOnlyHint: true },
		},
		async () => {
			const response = await fetch(url, { method: 'POST', headers, body });
			const { data } = (await response.json()) as Found;
			const [found] = data;
			if (!found) throw new Error('no such contact');
			const contact = {
				id: found.id.record_id,
				full_name: found.values.name?.[0]?.full_name,
				email: found.values.email_addresses?.[0]?.email_address,
			};
			const text = JSON.stringify(contact);
			return { content: [{ type: 'text', text }], structuredContent: contact };
		},
	);
	return server;
}

const handler = createMcpHandler(createServerByHand, { legacy: 'stateless' });

const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const asked = new Headers();
		for (const [name, value] of Object.entries(request.headers)) asked.set(name, String(value));
		const answering = handler.fetch(
			new Request(`http://${request.headers.host}${request.url}`, {
				method: request.method ?? 'POST',
				headers: asked,
				body: Buffer.concat(chunks).toString(),
			}),
		);
		answering
			.then(async (answer) => {
				const text = await answer.text();
				response.writeHead(answer.status, Object.fromEntries(answer.headers));
				response.end(text);
			})
			.catch((error: unknown) => response.destroy(error as Error));
	});
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit(0));
