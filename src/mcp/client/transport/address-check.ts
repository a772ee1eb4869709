import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

import type { AccessPorts } from '../access/access-ports';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';

/**
 * Addresses that are nobody's public server: this machine, private networks, link-local (with the
 * metadata services of clouds), carrier-grade NAT, multicast, reserved, and the tunnels that can
 * carry any of them (IANA special-purpose registries; IPv4-mapped addresses count as IPv4).
 */
const NOT_PUBLIC: ReadonlyArray<[network: string, prefix: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
	['::', 127],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2001::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of NOT_PUBLIC) {
	blocked.addSubnet(network, prefix, isIP(network) === 4 ? 'ipv4' : 'ipv6');
}

export function isPublicAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 0) return false;
	return !blocked.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

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
		hint: 'The server named it, so it was not asked. If it is right, add its origin to the trusted ones.',
		delivery: 'notSent',
	});
}

async function resolveBySystem(hostname: string): Promise<string[]> {
	return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
