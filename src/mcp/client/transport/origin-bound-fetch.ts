import type { FetchLike } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization } from '../access/authorization';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';

/** Who uses a connection at the moment. Looked up for each request: connections are pooled. */
export interface RequestBinding {
	readonly authorization: Authorization;
	readonly ports: AccessPorts;
}

export interface OriginBoundFetchSettings {
	url: URL;
	binding: () => RequestBinding;
	/** Hears every header value that was sent, for redaction. */
	onHeadersSent: (headers: Readonly<Record<string, string>>) => void;
}

const REDIRECTS = [301, 302, 303, 307, 308];
/** Within the origin; a server that sends one on more often goes round in circles. */
const REDIRECTS_MAX = 5;
/** One renewal of what was refused, and two steps up in scope. */
const REFRESHES_MAX = 3;
const STEPS_UP_MAX = 2;

/**
 * A fetch that adds the authorization and never carries it out of the origin of the endpoint. A
 * redirect is followed if it stays within the origin and keeps the request. One that leaves, and one
 * that drops the request's body, is an error that names the URL to use instead; even http to https on
 * the same host, because the key went over http by then.
 *
 * A refused request (401, or 403 that asks for more scope) is sent again once the authorization was
 * refreshed: the server did nothing.
 */
export function createOriginBoundFetch(settings: OriginBoundFetchSettings): FetchLike {
	const { url: endpoint } = settings;
	return async (input, init) => {
		let url = new URL(input);
		if (url.origin !== endpoint.origin) throw redirectError(endpoint, url);
		for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
			const response = await sendAuthorized(url, init, settings);
			const destination = redirectDestination(url, response);
			if (!destination) return response;
			await response.body?.cancel();
			const keepsRequest = init?.method === 'GET' || [307, 308].includes(response.status);
			if (destination.origin !== endpoint.origin || !keepsRequest) {
				throw redirectError(endpoint, destination);
			}
			url = destination;
		}
		throw new McpClientError('connect', `${displayUrl(endpoint)} has a redirect loop`, {
			hint: 'Check the path of the server URL. Otherwise, a proxy in front of the server is set up wrong. Contact its operator.',
			delivery: 'refused',
		});
	};
}

async function sendAuthorized(
	url: URL,
	init: RequestInit | undefined,
	settings: OriginBoundFetchSettings,
): Promise<Response> {
	const refusals: number[] = [];
	for (;;) {
		const { response, sent } = await send(url, init, settings);
		const { authorization } = settings.binding();
		if (!(await mayTryAgain(response, sent, refusals, settings.url, authorization)))
			return response;
		refusals.push(response.status);
		await response.body?.cancel();
	}
}

async function send(
	url: URL,
	init: RequestInit | undefined,
	{ binding, onHeadersSent }: OriginBoundFetchSettings,
): Promise<{ response: Response; sent: Readonly<Record<string, string>> }> {
	const { authorization, ports } = binding();
	await ports.egress.assertAllowed(url, 'server');
	const own = await authorization.headers();
	onHeadersSent(own);
	const headers = new Headers(init?.headers);
	for (const [name, value] of Object.entries(own)) headers.set(name, value);
	const fetch = ports.fetch ?? globalThis.fetch;
	const response = await fetch(url, { ...init, headers, redirect: 'manual' });
	return { response, sent: own };
}

/** @param refusals the status of each response after which the authorization was refreshed */
async function mayTryAgain(
	response: Response,
	sent: Readonly<Record<string, string>>,
	refusals: readonly number[],
	serverUrl: URL,
	authorization: Authorization,
): Promise<boolean> {
	const { status } = response;
	if (!authorization.refresh || refusals.length >= REFRESHES_MAX) return false;
	if (status === 401) return await authorization.refresh({ serverUrl, status, response, sent });
	if (refusals.filter((each) => each === 403).length >= STEPS_UP_MAX) return false;
	const challenge = response.headers.get('www-authenticate') ?? '';
	if (status !== 403 || !challenge.includes('insufficient_scope')) return false;
	return await authorization.refresh({ serverUrl, status, response, sent });
}

function redirectDestination(url: URL, response: Response): URL | undefined {
	if (!REDIRECTS.includes(response.status)) return undefined;
	const location = response.headers.get('location');
	return (location !== null && URL.parse(location, url.href)) || undefined;
}

function redirectError(from: URL, to: URL): McpClientError {
	const message = `${displayUrl(from)} redirects to ${displayUrl(to)}`;
	return new McpClientError('connect', message, {
		hint: 'The node did not follow the redirect, to protect the key. If the new address is right, enter it as the Server URL.',
		delivery: 'refused',
	});
}
