import { retryAfterMs } from '../../../base/retry-after';
import type { FetchLike } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization } from '../access/authorization';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';
import { boundResponse, readExcerpt } from './bounded-response';
import { HttpStatusError } from './http-status-error';

/** Who uses a connection at the moment. Looked up for each request: connections are pooled. */
export interface RequestBinding {
	readonly authorization: Authorization;
	readonly ports: AccessPorts;
}

export interface OriginBoundFetchSettings {
	url: URL;
	messageBytesMax: number;
	binding: () => RequestBinding;
	/** Hears every header value that was sent, for redaction. */
	onHeadersSent: (headers: Readonly<Record<string, string>>) => void;
	onOverflow: (error: McpClientError) => void;
	/** Milliseconds since the epoch. */
	now: () => number;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const EXCERPT_BYTES = 4_096;
/** One renewal of what was refused, and two steps up in scope. */
const REFRESHES_MAX = 3;
const STEPS_UP_MAX = 2;

/**
 * A fetch that adds the authorization and never carries it out of the origin of the endpoint. A
 * redirect that stays within the origin is returned as it is: the SDK's transport follows it if it
 * keeps the method. One that leaves, and one that drops the request's body, is an error that names
 * the URL to use instead; even http to https on the same host, because the key went over http by
 * then.
 *
 * A refused request (401, or 403 that asks for more scope) is sent again once the authorization was
 * refreshed: the server did nothing. 429 and 5xx reject with HttpStatusError.
 */
export function createOriginBoundFetch(settings: OriginBoundFetchSettings): FetchLike {
	const { url: endpoint, binding } = settings;
	return async (input, init) => {
		const url = new URL(input);
		if (url.origin !== endpoint.origin) throw redirectError(endpoint, url);
		const refusals: number[] = [];
		for (;;) {
			const response = await send(url, init, settings);
			if (!(await mayTryAgain(response, refusals, endpoint, binding()))) {
				return await checked(response, url, init, settings);
			}
			refusals.push(response.status);
			await response.body?.cancel();
		}
	};
}

async function send(
	url: URL,
	init: RequestInit | undefined,
	{ binding, onHeadersSent }: OriginBoundFetchSettings,
): Promise<Response> {
	const { authorization, ports } = binding();
	await ports.egress.assertAllowed(url, 'server');
	const own = await authorization.headers();
	onHeadersSent(own);
	const headers = new Headers(init?.headers);
	for (const [name, value] of Object.entries(own)) headers.set(name, value);
	const fetch = ports.fetch ?? globalThis.fetch;
	return await fetch(url, { ...init, headers, redirect: 'manual' });
}

/** @param refusals the status of each response after which the authorization was refreshed */
async function mayTryAgain(
	response: Response,
	refusals: readonly number[],
	serverUrl: URL,
	{ authorization }: RequestBinding,
): Promise<boolean> {
	const { status } = response;
	if (!authorization.refresh || refusals.length >= REFRESHES_MAX) return false;
	if (status === 401) return await authorization.refresh({ serverUrl, status, response });
	if (refusals.filter((each) => each === 403).length >= STEPS_UP_MAX) return false;
	const challenge = response.headers.get('www-authenticate') ?? '';
	if (status !== 403 || !challenge.includes('insufficient_scope')) return false;
	return await authorization.refresh({ serverUrl, status, response });
}

async function checked(
	response: Response,
	url: URL,
	init: RequestInit | undefined,
	settings: OriginBoundFetchSettings,
): Promise<Response> {
	const { status, headers } = response;
	if (status === 429 || status >= 500) {
		const text = await readExcerpt(response, EXCERPT_BYTES);
		const wait = retryAfterMs((name) => headers.get(name), settings.now());
		throw new HttpStatusError(status, { text }, wait);
	}
	const destination = redirectDestination(url, response);
	if (!destination) return boundResponse(response, settings.messageBytesMax, settings.onOverflow);
	const keepsRequest = init?.method === 'GET' || [307, 308].includes(status);
	if (destination.origin === settings.url.origin && keepsRequest) return response;
	await response.body?.cancel();
	throw redirectError(settings.url, destination);
}

function redirectDestination(url: URL, response: Response): URL | undefined {
	if (!REDIRECTS.includes(response.status)) return undefined;
	const location = response.headers.get('location');
	return (location !== null && URL.parse(location, url.href)) || undefined;
}

function redirectError(from: URL, to: URL): McpClientError {
	const message = `${displayUrl(from)} redirects to ${displayUrl(to)}`;
	return new McpClientError('connect', message, {
		hint: 'The redirect was not followed, so that a key does not reach another address. If that is the right server, enter its URL instead.',
		delivery: 'refused',
	});
}
