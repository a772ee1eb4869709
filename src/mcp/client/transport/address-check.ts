import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { isPublicAddress } from '../../../base/public-address';
import type { AccessPorts } from '../access/access-ports';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';

/**
 * Refuses a URL that a server named if it leads to an address that is not public. The name is
 * resolved here and again by the request itself, which looks once more (`publicDispatcher`).
 *
 * @throws McpClientError step `connect`
 */
export async function assertPublicHost(
	url: URL,
	resolveHost: NonNullable<AccessPorts['resolveHost']> = resolveBySystem,
): Promise<void> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const addresses = isIP(host) ? [host] : await resolveHost(host).catch(() => []);
	if (!addresses.every(isPublicAddress)) throw privateAddress(url);
}

export function privateAddress(url: URL): McpClientError {
	return new McpClientError('connect', `${displayUrl(url)} is an address of a private network`, {
		hint: 'The node did not follow this URL from the server. If it is right, add its origin to GTM_MCP_TRUSTED_ORIGINS on the n8n instance.',
		delivery: 'notSent',
	});
}

async function resolveBySystem(hostname: string): Promise<string[]> {
	return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
