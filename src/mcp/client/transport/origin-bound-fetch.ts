import type { FetchLike } from '../../third-party/mcp-client';
import type { KeyHeader } from './api-key';
import { McpClientError } from './client-error';
import { displayUrl } from './server-url';

/** A server and the key that is sent to it. */
export interface ConnectionTarget {
	url: URL;
	keyHeader?: KeyHeader;
}

export interface OriginBoundFetchPorts {
	fetch: FetchLike;
	/** Rejects when the instance's network policy forbids the URL. Asked before each request. */
	assertUrlAllowed?: (url: URL) => Promise<void>;
}

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * A fetch that adds the key and never carries it out of the origin of the target. A redirect that
 * stays within the origin is returned as it is: the SDK's transport follows it if it keeps the
 * method. One that leaves, and one that drops the request's body, is an error that names the URL
 * to use instead; even http to https on the same host, because the key went over http by then.
 */
export function createOriginBoundFetch(
	{ url: target, keyHeader }: ConnectionTarget,
	{ fetch, assertUrlAllowed }: OriginBoundFetchPorts,
): FetchLike {
	return async (input, init) => {
		const url = new URL(input);
		if (url.origin !== target.origin) throw redirectError(target, url);
		await assertUrlAllowed?.(url);
		const headers = new Headers(init?.headers);
		if (keyHeader) headers.set(keyHeader.name, keyHeader.value);
		const response = await fetch(url, { ...init, headers, redirect: 'manual' });
		const destination = redirectDestination(url, response);
		if (!destination) return response;
		const keepsRequest = init?.method === 'GET' || [307, 308].includes(response.status);
		if (destination.origin === target.origin && keepsRequest) return response;
		await response.body?.cancel();
		throw redirectError(target, destination);
	};
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
	});
}
