import {
	type ClientRequest,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	Agent,
	request as requestHttp,
} from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Transform, pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createBrotliDecompress, createUnzip } from 'node:zlib';

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
		const outgoing = begin(url, { method, headers: sent, agent, lookup, signal });
		const answering = answerTo(outgoing);
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

function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		outgoing.once('response', resolve);
		// It may fail once more after that, which is told by the body.
		outgoing.on('error', reject);
	});
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
	const coding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? '';
	const decompress = DECOMPRESSED_BY[coding]?.();
	if (!decompress) return await text(incoming);
	// What fails is told to whoever reads the end of it.
	return await text(pipeline(incoming, decompress, () => undefined));
}
