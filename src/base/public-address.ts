import { BlockList, isIP } from 'node:net';

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
