import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { BoundedMap } from '../../base/bounded-map';
import { isPublicAddress } from '../../base/public-address';
import { publicDispatcher } from '../../base/public-dispatcher';
import { type OAuthClient, readClientMetadata } from './client';
import { OAuthError } from './oauth-error';
import { isJsonObject } from '../protocol/json-rpc';

/** Clients whose id is the address of a document about them (OAuth Client ID Metadata Document). */
export interface ClientDocuments {
	/** @throws OAuthError */
	find(clientId: string): Promise<OAuthClient>;
}

export interface ClientDocumentPorts {
	/** As Node's; given a dispatcher that connects to public addresses only. */
	fetch(url: URL, init: RequestInit): Promise<Response>;
	/** All addresses of a name. Rejects for a name that is not known. */
	resolve(hostname: string): Promise<string[]>;
	/** Whether the operator trusts an origin although it is private. */
	isTrusted(origin: string): boolean;
	now(): number;
}

/** @param trustedOrigins `https://10.0.0.5:8443`: documents of these may be in a private network */
export function systemDocumentPorts(
	now: () => number,
	trustedOrigins: readonly string[],
): ClientDocumentPorts {
	const isTrusted = (origin: string) => trustedOrigins.includes(origin);
	return {
		fetch: async (url, init) => {
			const dispatcher = isTrusted(url.origin) ? undefined : publicDispatcher();
			return await globalThis.fetch(url, { ...init, ...(dispatcher && { dispatcher }) });
		},
		resolve: async (hostname) =>
			(await lookup(hostname, { all: true })).map(({ address }) => address),
		isTrusted,
		now,
	};
}

/** In characters. */
const LONGEST_ID = 1_000;
const LONGEST_DOCUMENT = 32 * 1024;
const FETCH_TIMEOUT_MS = 5_000;
const KEPT_DOCUMENTS = 200;
/** What a document may ask for by `max-age`, in seconds. */
const [SHORTEST_AGE, USUAL_AGE, LONGEST_AGE] = [60, 60 * 60, 24 * 60 * 60];

/** Whether an id is the address of a document: those of registered clients hold no "://". */
export function isDocumentId(clientId: string): boolean {
	return clientId.includes('://');
}

export function createClientDocuments(ports: ClientDocumentPorts): ClientDocuments {
	const kept = new BoundedMap<string, { client: OAuthClient; until: number }>(KEPT_DOCUMENTS);
	return {
		async find(clientId) {
			const known = kept.get(clientId);
			if (known && known.until > ports.now()) return known.client;
			const { document, ageSeconds } = await fetchDocument(documentUrl(clientId), ports);
			const client = readDocument(clientId, document);
			kept.set(clientId, { client, until: ports.now() + ageSeconds * 1000 });
			return client;
		},
	};
}

/** Which addresses can be ids: https, with a path, and written as a browser would write them. */
function documentUrl(clientId: string): URL {
	const url = URL.parse(clientId);
	const isUsable =
		url?.protocol === 'https:' &&
		url.href === clientId &&
		clientId.length <= LONGEST_ID &&
		url.pathname !== '/' &&
		url.hash === '' &&
		url.username === '' &&
		url.password === '';
	if (isUsable) return url;
	throw refused('The client_id is not the https URL of a document');
}

function readDocument(clientId: string, document: unknown): OAuthClient {
	if (!isJsonObject(document) || document.client_id !== clientId) {
		throw refused('The document at the client_id is about another client');
	}
	if ('client_secret' in document) throw refused('The document at the client_id holds a secret');
	return { id: clientId, ...readClientMetadata(document), kind: 'document' };
}

async function fetchDocument(
	url: URL,
	ports: ClientDocumentPorts,
): Promise<{ document: unknown; ageSeconds: number }> {
	await assertPublic(url, ports);
	const response = await request(url, ports);
	const isJson = /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(
		response.headers.get('content-type') ?? '',
	);
	if (response.status !== 200 || !isJson) {
		await response.body?.cancel();
		throw refused('There is no JSON document at the client_id');
	}
	const text = await readBounded(response);
	try {
		return { document: JSON.parse(text) as unknown, ageSeconds: ageOf(response.headers) };
	} catch {
		throw refused('The document at the client_id is not JSON');
	}
}

/** Redirects are not followed: the id is the address of the document, not of a way to it. */
async function request(url: URL, ports: ClientDocumentPorts): Promise<Response> {
	try {
		return await ports.fetch(url, {
			headers: { accept: 'application/json' },
			redirect: 'error',
			signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
		});
	} catch {
		throw refused('The document at the client_id cannot be had', 'temporarily_unavailable');
	}
}

async function readBounded(response: Response): Promise<string> {
	const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of body ?? []) {
			size += chunk.length;
			if (size > LONGEST_DOCUMENT) break; // Leaving the loop cancels the stream.
			chunks.push(chunk);
		}
	} catch {
		throw refused('The document at the client_id has no end', 'temporarily_unavailable');
	}
	if (size > LONGEST_DOCUMENT) throw refused('The document at the client_id is too large');
	return Buffer.concat(chunks).toString();
}

/** The request looks once more when it connects: a name may change its meaning in between. */
async function assertPublic({ hostname, origin }: URL, ports: ClientDocumentPorts): Promise<void> {
	if (ports.isTrusted(origin)) return;
	const host = hostname.replace(/^\[|\]$/g, '');
	const addresses = isIP(host) ? [host] : await ports.resolve(host).catch(() => []);
	if (addresses.length === 0) throw refused('The host of the client_id is not known');
	if (addresses.every(isPublicAddress)) return;
	throw refused(
		'The client_id leads into a private network. The operator of this n8n can trust its origin with GTM_MCP_TRUSTED_ORIGINS',
	);
}

function ageOf(headers: Headers): number {
	const named = /(?:^|[\s,])max-age=(\d+)/i.exec(headers.get('cache-control') ?? '')?.[1];
	const age = named === undefined ? USUAL_AGE : Number(named);
	return Math.min(LONGEST_AGE, Math.max(SHORTEST_AGE, age));
}

function refused(
	message: string,
	code: 'invalid_client' | 'temporarily_unavailable' = 'invalid_client',
): OAuthError {
	return new OAuthError(code, message, code === 'invalid_client' ? 400 : 503);
}
