import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4 } from 'node:net';

import { hostOf, isListedHost, isLoopbackName, nameOf } from './host-names';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';

/** What sandboxed pages and those of files send; listed as it is. */
const HOSTLESS = /^(?:null|[a-z][a-z0-9+.-]*:\/\/)$/i;

/**
 * Refuses requests of foreign web pages. Only browsers send `Origin`; without this check any page
 * that a user of the network visits could call the server, through DNS rebinding even one that
 * listens on loopback only (specification, Transports, Security Warning).
 *
 * @param allowed host names besides this machine's own, as `readHostNames` gives them
 * @throws ProtocolError with HTTP 403
 */
export function checkOrigin({ origin }: IncomingHttpHeaders, allowed: readonly string[]): void {
	if (origin === undefined || allowed.includes('*')) return;
	if (HOSTLESS.test(origin) && allowed.includes(origin.toLowerCase())) return;
	const host = hostOf(origin);
	if (host !== undefined && (isLoopbackName(host) || isListedHost(host, allowed))) return;
	throw forbidden(
		'this origin is not allowed. The owner of the server can add it under Options > Allowed Origins',
	);
}

/**
 * Refuses requests that came under a name that is not this server's, which is how DNS rebinding
 * looks. An address in place of a name is let through: nobody can rebind an address.
 *
 * @param allowed host names besides this machine's own, as `readHostNames` gives them
 * @throws ProtocolError with HTTP 403
 */
export function checkHost(headers: IncomingHttpHeaders, allowed: readonly string[]): void {
	if (allowed.includes('*')) return;
	const host = nameOf(headers.host ?? '');
	const isAddress = host !== undefined && (isIPv4(host) || host.startsWith('['));
	if (isAddress || (host !== undefined && (isLoopbackName(host) || isListedHost(host, allowed)))) {
		return;
	}
	throw forbidden(
		'this host name is not allowed. Its owner can add it under Options > Allowed Hosts',
	);
}

/**
 * `checkHost` for one server. It remembers the name that it let through last, because parsing one
 * costs more than the rest of the guard and most servers have one name.
 */
export function createHostGuard(
	allowed: readonly string[],
): (headers: IncomingHttpHeaders) => void {
	let accepted: string | undefined;
	return (headers) => {
		if (headers.host !== undefined && headers.host === accepted) return;
		checkHost(headers, allowed);
		accepted = headers.host;
	};
}

function forbidden(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.refused, `Forbidden: ${reason}`, 403);
}
