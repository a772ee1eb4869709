import { notificationOf, type Subscriber } from './subscriptions';
import type { JsonObject, Request } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { isModernVersion } from '../../protocol/versions';
import { requireScope } from '../access/permission';
import type { OpenResponse } from '../calls/open-response';
import type { Caller } from '../dispatcher';
import { findResource } from '../resource-lookup';
import type { RequestContext, ServerRuntime } from '../server-runtime';
import { findSession, type Session } from '../session';

/** An HTTP method that is not served here, and those that are. */
export class MethodNotAllowed extends ProtocolError {
	static override readonly brand: string = 'MethodNotAllowed';

	constructor(
		method: string,
		readonly allow: string,
		reason = '',
	) {
		super(ErrorCode.refused, `Method not allowed: ${method}${reason}`, 405);
	}
}

/**
 * GET and DELETE, which sessions of the legacy era have: a stream on which the server speaks by
 * itself, and the end of the session (specification 2025-11-25, Transports). Who has no session, or
 * speaks the modern era, can only POST.
 *
 * @throws MethodNotAllowed, ProtocolError 404 if the session has ended
 */
export function serveSession(
	method: string,
	caller: Caller & { sink: OpenResponse },
	runtime: ServerRuntime,
): void {
	const { headers, principal, sink } = caller;
	if (method !== 'GET' && method !== 'DELETE') {
		throw new MethodNotAllowed(method, 'POST, GET, DELETE');
	}
	const session = isModernVersion(headers['mcp-protocol-version'])
		? undefined
		: findSession(headers, principal, runtime);
	if (!session) throw new MethodNotAllowed(method, 'POST', ' without a session (Mcp-Session-Id)');
	if (method === 'DELETE') {
		runtime.memory.end(session);
		runtime.subscriptions.closeSession(runtime.id, session.id);
		sink.finish(200, undefined);
		return;
	}
	if (!sink.streams) {
		throw new MethodNotAllowed(method, 'POST, DELETE', ' without "Accept: text/event-stream"');
	}
	openStream(session, caller, runtime);
}

function openStream(
	session: Session,
	{ principal, sink }: Caller & { sink: OpenResponse },
	{ id, subscriptions, memory, catalog }: ServerRuntime,
): void {
	const subscriber: Subscriber = {
		sink,
		principal,
		session,
		toMessage: (change) =>
			change.kind === 'resource' && !memory.watches(session, change.uri)
				? undefined
				: notificationOf(change),
	};
	subscriptions.add(id, subscriber, catalog.changes);
	sink.openStream();
}

/**
 * `resources/subscribe`: from now on the session's stream tells of updates of one resource.
 *
 * @throws ProtocolError if there is no session or no such resource, or too many are watched already
 */
export function subscribe(
	{ params }: Request,
	runtime: ServerRuntime,
	{ session, principal }: RequestContext,
): JsonObject {
	const uri = uriOf(params);
	const { settings } = findResource(uri, runtime.catalog, principal).entry;
	requireScope(principal, settings.requiredScope, runtime);
	if (!runtime.memory.watch(requireSession(session), uri)) {
		throw new ProtocolError(
			ErrorCode.invalidRequest,
			'Invalid request: the session watches too many resources, or the URI is too long',
		);
	}
	return {};
}

export function unsubscribe(
	{ params }: Request,
	{ memory }: ServerRuntime,
	{ session }: RequestContext,
): JsonObject {
	const uri = uriOf(params);
	memory.unwatch(requireSession(session), uri);
	return {};
}

function uriOf({ uri }: JsonObject): string {
	if (typeof uri === 'string') return uri;
	throw new ProtocolError(ErrorCode.invalidParams, 'Invalid params: "uri" must be text');
}

function requireSession(session: Session | undefined): Session {
	if (session) return session;
	throw new ProtocolError(
		ErrorCode.invalidRequest,
		'Invalid request: updates need a session. Open one with initialize and send its Mcp-Session-Id',
	);
}
