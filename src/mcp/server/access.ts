import type { IncomingHttpHeaders } from 'node:http';

import { findPrincipal, presentedKey, type ApiKey } from './api-keys';
import { ANONYMOUS, type Principal } from './tool-call';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** How callers prove who they are. */
export type Authentication = { kind: 'none' } | { kind: 'apiKeys'; keys: readonly ApiKey[] };

/** A refusal that must tell the client how to authenticate (RFC 9110, 11.6.1; RFC 6750, 3). */
export class Unauthenticated extends ProtocolError {
	constructor(
		message: string,
		readonly challenge: string,
	) {
		super(ErrorCode.refused, message, 401);
	}
}

/** @throws Unauthenticated */
export function authenticate(
	headers: IncomingHttpHeaders,
	authentication: Authentication,
): Principal {
	if (authentication.kind === 'none') return ANONYMOUS;
	const principal = findPrincipal(headers, authentication.keys);
	if (principal) return principal;
	if (presentedKey(headers) === undefined) {
		throw new Unauthenticated(
			'Unauthorized: send an API key as "Authorization: Bearer <key>"',
			'Bearer realm="mcp"',
		);
	}
	throw new Unauthenticated(
		'Unauthorized: the API key is not known here',
		'Bearer realm="mcp", error="invalid_token", error_description="The API key is not known here"',
	);
}

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests of foreign web pages. Only browsers send `Origin`; without this check any page
 * that a user of the network visits could call the server, through DNS rebinding even one that
 * listens on loopback only (specification, Transports, Security Warning).
 *
 * @param allowedHosts host names, without port, besides this machine's own; `*` allows every page
 * @throws ProtocolError with HTTP 403
 */
export function checkOrigin(headers: IncomingHttpHeaders, allowedHosts: readonly string[]): void {
	const { origin } = headers;
	if (origin === undefined || allowedHosts.includes('*')) return;
	const host = hostOf(origin);
	if (host !== undefined && (LOCAL_HOSTS.has(host) || allowedHosts.includes(host))) return;
	throw new ProtocolError(
		ErrorCode.refused,
		'Forbidden: this origin is not allowed. The owner of the server can add it under Options > Allowed Origins',
		403,
	);
}

/** Host name of an origin or URL, without port; undefined for `null` and other non-URLs. */
export function hostOf(origin: string): string | undefined {
	return URL.canParse(origin) ? new URL(origin).hostname || undefined : undefined;
}
