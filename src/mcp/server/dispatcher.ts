import type { IncomingHttpHeaders } from 'node:http';

import { beginRecord } from './attempt-record';
import { holderOf } from './calls/calls-in-process';
import type { ReplySink } from './calls/reply-sink';
import { serveLegacy, type LegacyOutcome } from './legacy-methods';
import { serveModern } from './modern-methods';
import type { Principal } from './principal';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { findSession } from './session';
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
	/** Its message is so large that it is worked on in several turns of the event loop. */
	isLarge?: boolean;
}

/**
 * Serves one message in either era. The answer goes to the caller's sink, now or when a flow has
 * ended.
 *
 * @throws ProtocolError if the message is to be answered with one
 */
export async function dispatch(
	message: Message,
	caller: Caller,
	runtime: ServerRuntime,
): Promise<void> {
	const { sink, principal } = caller;
	if (message.kind === 'response') {
		const session = findSession(caller.headers, principal, runtime);
		const holder = holderOf(runtime.id, principal);
		await runtime.calls.deliver(message.id, message.result, holder, session?.id);
		sink.finish(202, undefined);
		return;
	}
	if (message.kind === 'notification') {
		receiveNotification(message, caller, runtime);
		sink.finish(202, undefined);
		return;
	}
	const outcome = await serveRequest(message, caller, runtime);
	if (outcome.kind === 'started') return;
	sink.finish(200, resultMessage(message.id, outcome.result), outcome.headers);
}

/** A request that is refused on the way leaves its record too. */
async function serveRequest(
	request: Request,
	caller: Caller,
	runtime: ServerRuntime,
): Promise<LegacyOutcome> {
	const record = beginRecord(request, caller.principal, runtime);
	try {
		const modern = eraOf(request.params, caller.headers) === 'modern';
		const context = modern
			? modernContext(request, caller)
			: legacyContext(request, caller, runtime);
		record?.nameClient(context.meta?.clientInfo ?? context.session?.client);
		const serve = modern ? serveModern : serveLegacy;
		return await serve(request, runtime, {
			...context,
			...(caller.isLarge && { isLarge: true }),
			...(record && { record }),
		});
	} catch (error) {
		record?.failWith(error);
		throw error;
	}
}

/** The header alone decides only for revisions newer than the handshake knows. */
function eraOf(params: JsonObject, headers: IncomingHttpHeaders): Era {
	if (claimsModernMeta(params)) return 'modern';
	const version = headers['mcp-protocol-version'];
	if (version === undefined || isLegacyVersion(version)) return 'legacy';
	if (isModernVersion(version)) return 'modern';
	throw new ProtocolError(
		ErrorCode.refused,
		`Bad request: the protocol version "${String(version)}" is not supported`,
		400,
	);
}

function modernContext(request: Request, { headers, principal, sink }: Caller): RequestContext {
	const meta = readRequestMeta(request.params);
	checkStandardHeaders(headers, request, meta.protocolVersion);
	if (!isModernVersion(meta.protocolVersion)) throw unsupportedVersion(meta.protocolVersion);
	return { era: 'modern', headers, principal, sink, meta };
}

function legacyContext(
	request: Request,
	{ headers, principal, sink }: Caller,
	runtime: ServerRuntime,
): RequestContext {
	const session =
		request.method === 'initialize' ? undefined : findSession(headers, principal, runtime);
	return { era: 'legacy', headers, principal, sink, ...(session ? { session } : {}) };
}

/** In the modern era a client cancels by closing its request. */
function receiveNotification(
	{ method, params }: Notification,
	{ headers, principal }: Caller,
	runtime: ServerRuntime,
): void {
	if (eraOf(params, headers) !== 'legacy') return;
	const session = findSession(headers, principal, runtime);
	if (method !== 'notifications/cancelled' || !session || !isRequestId(params.requestId)) return;
	runtime.calls.cancelRequest(session.id, params.requestId);
}

function unsupportedVersion(requested: string): ProtocolError {
	return new ProtocolError(
		ErrorCode.unsupportedVersion,
		`Unsupported protocol version: ${requested}`,
		400,
		{ supported: [...MODERN_VERSIONS], requested },
	);
}
