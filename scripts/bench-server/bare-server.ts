import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The least that a server can do, as a process of its own: parse the request, answer with a ready
 * result by the method. `argv[2]` is a JSON object of results; the port goes to the parent.
 */
const results = JSON.parse(process.argv[2] ?? '{}') as Record<string, unknown>;

interface Message {
	id: number;
	method: string;
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { id, method } = JSON.parse(await readBody(request)) as Message;
	const body = JSON.stringify({ jsonrpc: '2.0', id, result: results[method] });
	response.writeHead(200, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
	});
	response.end(body);
}

const server = createServer((request, response) => {
	void answer(request, response);
});
server.listen(0, '127.0.0.1', () => {
	process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit(0));
