import type { IncomingHttpHeaders } from 'node:http';

import { holderOf } from './calls/calls-in-process';
import type { ReplySink } from './calls/reply-sink';
import { serveLegacy, type LegacyOutcome } from './legacy-methods';
import { serveModern } from './modern-methods';
import type { Principal } from './principal';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { readSession, type Session } from './session';
import {
	isRequestId,
	resultMessage,
	type JsonObject,
	type Message,
	type Notification,
	type Request,
} from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { claimsModernMeta, readRequestMeta } from '../protocol/request-meta';
import { checkStandardHeaders } from '../protocol/standard-headers';
import { isLegacyVersion, isModernVersion, MODERN_VERSIONS, type Era } from '../protocol/versions';

export interface Caller {
	headers: IncomingHttpHeaders;
	principal: Principal;
	sink: ReplySink;
}

/**
 * Serves one message in either era. The answer goes to the caller's sink, now or when a flow has
 * ended.
 *
 * @throws ProtocolError if the message is to be answered with one
 */
export function dispatch(message: Message, caller: Caller, runtime: ServerRuntime): void {
	const { sink, principal, headers } = caller;
	if (message.kind === 'response') {
		runtime.calls.deliver(message.id, message.result, holderOf(runtime.id, principal));
		sink.finish(202, undefined);
		return;
	}
	const era = eraOf(message.params, headers);
	if (message.kind === 'notification') {
		receiveNotification(message, era, caller, runtime);
		sink.finish(202, undefined);
		return;
	}
	const outcome: LegacyOutcome =
		era === 'modern'
			? serveModern(message, runtime, modernContext(message, caller))
			: serveLegacyRequest(message, caller, runtime);
	if (outcome.kind === 'started') return;
	sink.finish(200, resultMessage(message.id, outcome.result), outcome.headers);
}

/** The header alone decides only for revisions newer than the handshake knows. */
function eraOf(params: JsonObject, headers: IncomingHttpHeaders): Era {
	if (claimsModernMeta(params)) return 'modern';
	const version = headers['mcp-protocol-version'];
	if (version === undefined || isLegacyVersion(version)) return 'legacy';
	if (isModernVersion(version)) return 'modern';
	throw new ProtocolError(
		ErrorCode.refused,
		`Bad request: the protocol version "${String(version)}" is not spoken here`,
		400,
	);
}

function modernContext(request: Request, { headers, principal, sink }: Caller): RequestContext {
	const meta = readRequestMeta(request.params);
	checkStandardHeaders(headers, request, meta.protocolVersion);
	if (!isModernVersion(meta.protocolVersion)) throw unsupportedVersion(meta.protocolVersion);
	return { era: 'modern', headers, principal, sink, meta };
}

function serveLegacyRequest(
	request: Request,
	{ headers, principal, sink }: Caller,
	runtime: ServerRuntime,
): LegacyOutcome {
	const session =
		request.method === 'initialize' ? undefined : sessionOf(headers, principal, runtime);
	return serveLegacy(request, runtime, {
		era: 'legacy',
		headers,
		principal,
		sink,
		...(session ? { session } : {}),
	});
}

/** A client without a session is served as well: it cannot be asked anything. */
function sessionOf(
	headers: IncomingHttpHeaders,
	principal: Principal,
	runtime: ServerRuntime,
): Session | undefined {
	const token = headers['mcp-session-id'];
	if (typeof token !== 'string') return undefined;
	const session = readSession(token, principal, runtime.id, runtime.signer);
	if (session) return session;
	throw new ProtocolError(
		ErrorCode.sessionNotFound,
		'Session not found: begin a new one with initialize',
		404,
	);
}

/** In the modern era a client cancels by closing its request. */
function receiveNotification(
	{ method, params }: Notification,
	era: Era,
	{ headers, principal }: Caller,
	runtime: ServerRuntime,
): void {
	if (era !== 'legacy') return;
	const session = sessionOf(headers, principal, runtime);
	if (method !== 'notifications/cancelled' || !session || !isRequestId(params.requestId)) return;
	runtime.calls.findByRequest(session.id, params.requestId)?.cancel();
}

function unsupportedVersion(requested: string): ProtocolError {
	return new ProtocolError(
		ErrorCode.unsupportedVersion,
		`Unsupported protocol version: ${requested}`,
		400,
		{ supported: [...MODERN_VERSIONS], requested },
	);
}
