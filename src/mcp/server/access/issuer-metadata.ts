import { BrandedError } from '../../../base/branded-error';

/** The part of `fetch` that is used. */
export type IssuerFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where the keys of an issuer are looked for. */
export interface KeyLocation {
	issuer: string;
	/** Looked up in the issuer's metadata if undefined. */
	jwksUri?: string;
}

/** A document of an issuer cannot be had or used; the message says which and why. */
export class IssuerDocumentError extends BrandedError {
	static override readonly brand: string = 'IssuerDocumentError';
}

/** The URL of the issuer's keys. @throws IssuerDocumentError */
export async function findJwksUri(
	{ issuer, jwksUri }: KeyLocation,
	fetch: IssuerFetch,
	signal: AbortSignal,
): Promise<URL> {
	if (jwksUri !== undefined) return checkedUrl(jwksUri, 'JWKS URL');
	const problems: string[] = [];
	for (const url of metadataUrls(checkedUrl(issuer, 'issuer'))) {
		try {
			const metadata = await fetchDocument(url, fetch, signal);
			return jwksUriOf(metadata, issuer, url);
		} catch (error) {
			if (!(error instanceof IssuerDocumentError)) throw error;
			problems.push(error.message);
			if (signal.aborted) break;
		}
	}
	throw new IssuerDocumentError(`The metadata of the issuer is not valid: ${problems.join('; ')}`);
}

/** RFC 8414, 3.1, then OpenID Connect Discovery, 4.1: they differ where the issuer has a path. */
function metadataUrls(issuer: URL): URL[] {
	const path = issuer.pathname.replace(/\/+$/, '');
	const places = [
		`/.well-known/oauth-authorization-server${path}`,
		`${path}/.well-known/openid-configuration`,
		`/.well-known/openid-configuration${path}`,
	];
	return [...new Set(places)].map((place) => new URL(place, issuer.origin));
}

/** Metadata that names another issuer is somebody else's (RFC 8414, 3.3). */
function jwksUriOf(metadata: Record<string, unknown>, issuer: string, source: URL): URL {
	if (metadata.issuer !== issuer) {
		const named = typeof metadata.issuer === 'string' ? `"${metadata.issuer}"` : 'nobody';
		throw new IssuerDocumentError(`${source.href} belongs to the issuer ${named}, not "${issuer}"`);
	}
	if (typeof metadata.jwks_uri !== 'string') {
		throw new IssuerDocumentError(`${source.href} has no jwks_uri`);
	}
	return checkedUrl(metadata.jwks_uri, 'jwks_uri of the issuer');
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Keys that came over plain HTTP could be anybody's; on this machine there is nobody between. */
function checkedUrl(text: string, name: string): URL {
	if (!URL.canParse(text)) throw new IssuerDocumentError(`The ${name} is not a URL`);
	const url = new URL(text);
	const safe =
		url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
	if (!safe) throw new IssuerDocumentError(`The ${name} must begin with https://`);
	if (url.username !== '' || url.password !== '') {
		throw new IssuerDocumentError(`The ${name} must not contain credentials`);
	}
	return url;
}

/** Bytes; key sets have a few thousand. */
const LARGEST_DOCUMENT = 512 * 1024;

/** A JSON object at a URL; redirections are not followed. @throws IssuerDocumentError */
export async function fetchDocument(
	url: URL,
	fetch: IssuerFetch,
	signal: AbortSignal,
): Promise<Record<string, unknown>> {
	const headers = { accept: 'application/json, application/jwk-set+json' };
	try {
		const response = await fetch(url.href, { headers, redirect: 'manual', signal });
		if (response.status !== 200) {
			await response.body?.cancel();
			throw new IssuerDocumentError(`${url.href} answered HTTP ${response.status}`);
		}
		return parseObject(await readText(response, url), url);
	} catch (error) {
		if (error instanceof IssuerDocumentError) throw error;
		const reason = signal.aborted ? 'did not answer in time' : `failed: ${causeOf(error)}`;
		throw new IssuerDocumentError(`${url.href} ${reason}`);
	}
}

async function readText(response: Response, url: URL): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		const bytes = chunk as Uint8Array;
		size += bytes.byteLength;
		if (size > LARGEST_DOCUMENT) {
			throw new IssuerDocumentError(`${url.href} is larger than ${LARGEST_DOCUMENT} bytes`);
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string, url: URL): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new IssuerDocumentError(`${url.href} is not JSON`);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new IssuerDocumentError(`${url.href} is not a JSON object`);
	}
	return value as Record<string, unknown>;
}

/** `fetch` hides the reason in the cause: "fetch failed" says nothing. */
function causeOf(error: unknown): string {
	const { message, cause } = (error ?? {}) as Partial<Error>;
	const reason = (cause as Partial<Error> | undefined)?.message;
	return reason || message || String(error);
}
