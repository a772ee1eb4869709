import type { IncomingHttpHeaders } from 'node:http';

import { principalId, type Principal } from './principal';
import type { ServerRuntime } from './server-runtime';
import type { TokenSigner } from './signed-token';
import type { Askable, AskableKind } from './calls/questions';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { readClientInfo, type ClientInfo } from '../protocol/request-meta';

/** What the handshake of the legacy era agreed on. Travels in `Mcp-Session-Id`, is stored nowhere. */
export interface Session {
	/** Tells sessions apart: request ids are unique within one only. */
	id: string;
	protocolVersion: string;
	/** What the client can be asked. */
	askable: Askable;
	client?: ClientInfo;
	/** It said that it shows views; a client that did not may do so all the same. */
	showsViews?: true;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/** A session that nobody renews by a handshake ends after a week. */
const SESSION_MS = 7 * 24 * 60 * 60 * 1000;

export function issueSession(
	session: Omit<Session, 'expiresAt'>,
	principal: Principal,
	server: string,
	signer: TokenSigner,
	now: number,
): string {
	const { id, protocolVersion, askable, client, showsViews } = session;
	const content = {
		id,
		v: protocolVersion,
		asks: [...askable],
		// With another key, another's session is no use.
		holder: principalId(principal),
		server,
		...(client ? { client: { ...client } } : {}),
		...(showsViews ? { views: true } : {}),
	};
	return signer.sign('session', content, now + SESSION_MS);
}

/** @returns undefined if the token is not ours, expired, another principal's or another server's */
export function readSession(
	token: string,
	principal: Principal,
	server: string,
	signer: TokenSigner,
): Session | undefined {
	const content = signer.verify('session', token);
	if (content?.holder !== principalId(principal) || content.server !== server) return undefined;
	const client = readClientInfo(content.client);
	return {
		id: String(content.id),
		protocolVersion: String(content.v),
		askable: new Set(content.asks as Iterable<AskableKind>),
		...(client ? { client } : {}),
		...(content.views === true ? { showsViews: true } : {}),
		expiresAt: Number(content.exp),
	};
}

/**
 * The session that a request names. A client without one is served as well: it cannot be asked
 * anything.
 *
 * @returns undefined if the request names none
 * @throws ProtocolError 404 if it is not known here, or has ended: the client must open a new one
 */
export function findSession(
	headers: IncomingHttpHeaders,
	principal: Principal,
	{ id, signer, memory }: Pick<ServerRuntime, 'id' | 'signer' | 'memory'>,
): Session | undefined {
	const token = headers['mcp-session-id'];
	if (typeof token !== 'string') return undefined;
	const session = readSession(token, principal, id, signer);
	if (session && !memory.hasEnded(session)) return session;
	throw new ProtocolError(
		ErrorCode.sessionNotFound,
		'Session not found. Start a new one with initialize',
		404,
	);
}
