import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerPage, isPage } from '../page/answer-page.ts';
import { answerControl } from './control.ts';
import type { Sandbox, WireAnswer, WireRequest } from './sandbox.ts';

const LONGEST_BODY = 20_000_000;
/** How long a call is left waiting that gets no answer, so that no connection stays for ever. */
const LONGEST_SILENCE_MS = 120_000;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
export interface ListeningSandbox {
	/** `http://127.0.0.1:4010` */
	url: string;
	/** Where the vendor is: to be given as its base URL. */
	baseUrl(vendor: string): string;
	/** Ends every connection. */
	close: () => Promise<void>;
}

class BodyTooLong extends Error {
	override name = 'BodyTooLong';
}

async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > LONGEST_BODY) throw new BodyTooLong();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return headers;
}

/**
 * A web page may not turn the sandbox: another site's requests carry its origin, and a name that
 * leads to 127.0.0.1 for the occasion carries another host.
 */
function comesFromHere({ host = '', origin }: Readonly<Record<string, string>>): boolean {
	return LOOPBACK_HOST.test(host) && (origin === undefined || origin === `http://${host}`);
}

async function route(sandbox: Sandbox, request: WireRequest, url: string): Promise<WireAnswer> {
	const { pathname } = new URL(request.url, url);
	const shown = isPage(pathname);
	if (!shown && !pathname.startsWith('/_sandbox')) return await sandbox.handle(request);
	if (!comesFromHere(request.headers)) {
		return { status: 403, text: 'The sandbox is turned from this machine only.' };
	}
	return shown ? answerPage(sandbox, request, url) : answerControl(sandbox, request, url);
}

function send(answer: WireAnswer, response: ServerResponse): void {
	if (answer === 'reset') {
		response.socket?.resetAndDestroy();
		return;
	}
	if (answer === 'silence') {
		const timer = setTimeout(() => response.destroy(), LONGEST_SILENCE_MS);
		response.once('close', () => clearTimeout(timer));
		return;
	}
	const { status, headers, text } = answer;
	response.writeHead(status, headers);
	response.end(text === '' ? undefined : text);
}

async function respond(
	sandbox: Sandbox,
	request: IncomingMessage,
	response: ServerResponse,
	url: string,
): Promise<void> {
	const { method = 'GET', url: target = '/' } = request;
	try {
		const text = await readText(request);
		const wire = { method, url: target, headers: headersOf(request), text };
		send(await route(sandbox, wire, url), response);
	} catch (error) {
		if (error instanceof BodyTooLong) {
			response.writeHead(413, { connection: 'close' }).end('The body is too long.');
			return;
		}
		// A defect of an emulator: it must be seen, and the next call must still be answered.
		process.stderr.write(`sandbox: ${method} ${target}: ${(error as Error).stack}\n`);
		if (!response.headersSent) response.writeHead(500);
		response.end(`The sandbox has a defect: ${(error as Error).message}`);
	}
}

function urlOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves a sandbox on 127.0.0.1. @param port 0 takes a free one */
export async function listen(sandbox: Sandbox, port = 0): Promise<ListeningSandbox> {
	const server = createServer((request, response) => {
		void respond(sandbox, request, response, urlOf(server));
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const url = urlOf(server);
	return {
		url,
		baseUrl: (vendor) => `${url}/${sandbox.vendor(vendor).emulator.id}`,
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
