import { isNotPublic, publicDispatcher } from '../../../base/public-dispatcher';
import type { FetchLike } from '../../../third-party/mcp-client';
import type { AccessPorts, EgressPurpose } from '../access/access-ports';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';
import { assertPublicHost, privateAddress } from './address-check';
import { boundResponse } from './bounded-response';

export interface GuardedFetchSettings {
	/** The MCP endpoint that named the URLs: its own origin may be private. */
	home: URL;
	purpose: Extract<EgressPurpose, 'metadata' | 'link'>;
	bytesMax: number;
	/** For one request with all its redirects, in milliseconds, until its body is read. */
	timeoutMs: number;
}

const REDIRECTS_MAX = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Never carried to another origin by a redirect. */
const PRIVATE_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'dpop'];

/**
 * A fetch for URLs that a server named: OAuth metadata, token endpoints, resource links. Each of
 * them, and each hop of a redirect, passes the instance's network policy and must not be private,
 * unless it is on the endpoint's origin (for metadata: on its host) or on a trusted one. Redirects
 * of anything but GET and HEAD are errors: a token request carries secrets.
 *
 * Rejects with McpClientError if a URL is refused.
 */
export function createGuardedFetch(settings: GuardedFetchSettings, ports: AccessPorts): FetchLike {
	const { bytesMax, timeoutMs } = settings;
	return async (input, init) => {
		const timeout = AbortSignal.timeout(timeoutMs);
		const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
		const headers = new Headers(init?.headers);
		let url = new URL(input);
		let place = await assertAllowed(url, settings.purpose, settings, ports);
		for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
			const request = { ...init, headers, signal, redirect: 'manual' } as const;
			const response = await fetchFrom(place, url, request, ports);
			const next = redirectTarget(url, response);
			if (!next) return boundResponse(response, bytesMax);
			await response.body?.cancel();
			if (!['GET', 'HEAD'].includes(init?.method?.toUpperCase() ?? 'GET')) {
				throw refusedRedirect(url, next);
			}
			if (next.origin !== url.origin) PRIVATE_HEADERS.forEach((name) => headers.delete(name));
			place = await assertAllowed(next, 'redirect', settings, ports);
			url = next;
		}
		throw new McpClientError('connect', `${displayUrl(url)} has too many redirects`, {
			hint: 'The redirects may form a loop. Contact the operator of the server.',
		});
	};
}

/** Where a URL may lead to: to where the endpoint is or who is trusted, or to public servers only. */
type Place = 'known' | 'public';

async function fetchFrom(
	place: Place,
	url: URL,
	request: RequestInit,
	ports: AccessPorts,
): Promise<Response> {
	if (ports.fetch) return await ports.fetch(url, request);
	const dispatcher = place === 'public' ? publicDispatcher() : undefined;
	try {
		return await globalThis.fetch(url, { ...request, ...(dispatcher && { dispatcher }) });
	} catch (error) {
		throw isNotPublic(error) ? privateAddress(url) : error;
	}
}

async function assertAllowed(
	url: URL,
	purpose: EgressPurpose,
	settings: GuardedFetchSettings,
	{ egress, resolveHost }: AccessPorts,
): Promise<Place> {
	if (!/^https?:$/.test(url.protocol)) {
		throw new McpClientError('connect', `${url.protocol} URLs are not supported`, {
			hint: 'Use an http or https URL.',
			delivery: 'notSent',
		});
	}
	await egress.assertAllowed(url, purpose);
	const { home } = settings;
	const atHome =
		settings.purpose === 'metadata' ? url.hostname === home.hostname : url.origin === home.origin;
	if (atHome || egress.trustedOrigins?.includes(url.origin)) return 'known';
	await assertPublicHost(url, resolveHost);
	return 'public';
}

function redirectTarget(from: URL, response: Response): URL | undefined {
	if (!REDIRECTS.includes(response.status)) return undefined;
	const location = response.headers.get('location');
	return (location !== null && URL.parse(location, from.href)) || undefined;
}

function refusedRedirect(from: URL, to: URL): McpClientError {
	return new McpClientError('connect', `${displayUrl(from)} redirects to ${displayUrl(to)}`, {
		hint: 'The node does not follow redirects with credentials. Contact the operator of the server.',
	});
}
