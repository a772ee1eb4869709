import {
	type ClientRequest,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	Agent,
	request as requestHttp,
} from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Readable, type Transform, pipeline } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';

import { toError } from './abort';

/** One that may be sent twice: a kept connection can be closed while a request is on its way. */
export interface RepeatableRequest {
	method: string;
	url: URL;
	headers: OutgoingHttpHeaders;
	body?: string;
	signal?: AbortSignal;
}

/** Any answer, whatever its status. */
export interface Answer {
	statusCode: number;
	headers: IncomingMessage['headers'];
	/** Decompressed; empty if there was none. */
	body: string;
}

/** @throws Error with a code of Node's if there is no answer */
export type SendOverKept = (request: RepeatableRequest) => Promise<Answer>;

/**
 * Milliseconds for which an unused connection stays open, unless the server says that it closes it
 * earlier. Front doors of vendors close theirs after a minute and more.
 */
const IDLE_MS = 30_000;
/** Of one server, unused. */
const MOST_UNUSED = 16;

const DECOMPRESSED_BY: Readonly<Record<string, (() => Transform) | undefined>> = {
	br: createBrotliDecompress,
	deflate: createUnzip,
	gzip: createUnzip,
	'x-gzip': createUnzip,
};
const ACCEPTED = 'gzip, deflate, br';

/**
 * Sends requests over connections that stay open, so that only the first one to a server waits for
 * TCP and TLS. A request that met a connection which its server had closed meanwhile is sent again
 * over a new one. Redirects are not followed.
 *
 * @param lookup resolves host names, and refuses those that may not be reached
 */
export function createKeptConnections(lookup: LookupFunction): SendOverKept {
	const kept = {
		keepAlive: true,
		lookup,
		maxFreeSockets: MOST_UNUSED,
		scheduling: 'lifo',
		timeout: IDLE_MS,
	} as const;
	const agents = { http: new Agent(kept), https: new TlsAgent(kept) };

	async function send(request: RepeatableRequest, agent: Agent | false): Promise<Answer> {
		const { method, url, headers, body, signal } = request;
		const begin = url.protocol === 'https:' ? requestHttps : requestHttp;
		const sent = { ...headers, 'Accept-Encoding': ACCEPTED };
		const outgoing = begin(url, { method, headers: sent, agent, lookup });
		const answering = answerTo(outgoing, signal);
		outgoing.end(body);
		let incoming: IncomingMessage;
		try {
			incoming = await answering;
		} catch (error) {
			const wasClosed = agent !== false && outgoing.reusedSocket && !signal?.aborted;
			if (wasClosed) return await send(request, false);
			throw error;
		}
		const { statusCode = 0, headers: answered } = incoming;
		return { statusCode, headers: answered, body: await bodyOf(incoming) };
	}

	return async (request) =>
		await send(request, request.url.protocol === 'https:' ? agents.https : agents.http);
}

/** Listens to the signal itself: what Node does for one costs as much as to send the request. */
function answerTo(outgoing: ClientRequest, signal?: AbortSignal): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const callOff = () => outgoing.destroy(calledOff());
		if (signal?.aborted) callOff();
		signal?.addEventListener('abort', callOff, { once: true });
		outgoing.once('close', () => signal?.removeEventListener('abort', callOff));
		outgoing.once('response', resolve);
		// It may fail once more after that, which is told by the body.
		outgoing.on('error', reject);
	});
}

/** Coded as Node's own. */
function calledOff(): Error {
	return Object.assign(new Error('The request was called off'), { code: 'ABORT_ERR' });
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
	const coding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? '';
	const decompress = DECOMPRESSED_BY[coding]?.();
	if (!decompress) return await textOf(incoming);
	// What fails is told to whoever reads the end of it.
	return await textOf(pipeline(incoming, decompress, () => undefined));
}

/** Kept for all answers. A byte order mark is no part of a text. */
const UTF8 = new TextDecoder();

/** The whole text of a stream. Listens to it itself: an asynchronous iterator costs more than the rest. */
function textOf(stream: Readable): Promise<string> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.once('end', () => {
			try {
				resolve(UTF8.decode(Buffer.concat(chunks)));
			} catch (error) {
				// Longer than a text of Node's can be.
				reject(toError(error));
			}
		});
		stream.once('error', reject);
	});
}
