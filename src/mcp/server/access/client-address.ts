import type { IncomingHttpHeaders } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

/** The connection that a request came over. */
export interface Connection {
	/** The other end of the socket. */
	remoteAddress: string | undefined;
	headers: IncomingHttpHeaders;
}

/**
 * The IP address of the caller. `X-Forwarded-For` is anybody's word but for the entries that proxies
 * of one's own have added at its end, so only as many are believed as there are such proxies.
 *
 * @param trustedProxies how many proxies stand in front; 0 to believe the socket alone
 * @returns undefined if there is no address to believe
 */
export function clientAddress(
	{ remoteAddress, headers }: Connection,
	trustedProxies: number,
): string | undefined {
	const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
	const hops = [
		...forwarded.split(',').filter((hop) => hop.trim() !== ''),
		...(remoteAddress === undefined ? [] : [remoteAddress]),
	];
	const position = Math.max(0, hops.length - 1 - trustedProxies);
	return normalizeAddress(hops[position] ?? '');
}

/**
 * One spelling an address: no port, no brackets, no zone, IPv4 in place of IPv4 within IPv6.
 *
 * @returns undefined for what is no address
 */
export function normalizeAddress(text: string): string | undefined {
	const bare = withoutPort(text.trim()).replace(/%.*$/s, '');
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
	if (mapped !== undefined) return isIPv4(mapped) ? mapped : undefined;
	return isIP(bare) === 0 ? undefined : bare.toLowerCase();
}

/** Some proxies write `1.2.3.4:5678` and `[::1]:5678`. */
function withoutPort(text: string): string {
	const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1];
	return bracketed ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}
