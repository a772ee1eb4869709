import type { IncomingHttpHeaders } from 'node:http';

import type { Implementation } from '@modelcontextprotocol/server';

import { readToolCall } from './call-arguments';
import type { Principal, ToolCall } from './tool-call';
import type { ToolCatalog } from './tool-catalog';
import type { JsonObject, Message, Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import {
	claimsModernMeta,
	MetaKey,
	readRequestMeta,
	type ClientInfo,
} from '../protocol/request-meta';
import { checkStandardHeaders } from '../protocol/standard-headers';
import {
	isLegacyVersion,
	isModernVersion,
	MODERN_VERSIONS,
	negotiateLegacyVersion,
	type Era,
} from '../protocol/versions';

/** What a server says of itself and what it offers. */
export interface ServerContent {
	info: Implementation;
	/** How to use the server as a whole, for the model. */
	instructions?: string;
	tools: ToolCatalog;
}

/** What becomes of a message. */
export type Dispatch =
	| { kind: 'result'; result: JsonObject }
	/** Nothing to answer: a notification, or a response nobody waits for. */
	| { kind: 'accepted' }
	| { kind: 'call'; call: ToolCall };

export interface Caller {
	headers: IncomingHttpHeaders;
	principal: Principal;
}

/**
 * Serves one message in either era. Lists and the handshake are answered here; a call of a tool
 * comes back checked, for the caller to run.
 *
 * @throws ProtocolError
 */
export function dispatch(message: Message, caller: Caller, server: ServerContent): Dispatch {
	if (message.kind === 'response') return { kind: 'accepted' };
	const era = eraOf(message.params, caller.headers);
	if (message.kind === 'notification') return { kind: 'accepted' };
	return era === 'modern'
		? dispatchModern(message, caller, server)
		: dispatchLegacy(message, caller, server);
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

function dispatchLegacy(request: Request, caller: Caller, server: ServerContent): Dispatch {
	const { info, instructions, tools } = server;
	switch (request.method) {
		case 'initialize':
			return answer({
				protocolVersion: negotiateLegacyVersion(request.params.protocolVersion),
				capabilities: capabilities(),
				serverInfo: info,
				...(instructions ? { instructions } : {}),
			});
		case 'ping':
			return answer({});
		case 'tools/list':
			return answer(listTools(request, tools));
		case 'tools/call':
			return readToolCall(request, tools, { era: 'legacy', principal: caller.principal });
		default:
			throw methodNotFound(request, 200);
	}
}

function dispatchModern(request: Request, caller: Caller, server: ServerContent): Dispatch {
	const meta = readRequestMeta(request.params);
	if (!isModernVersion(meta.protocolVersion)) throw unsupportedVersion(meta.protocolVersion);
	checkStandardHeaders(caller.headers, request, meta.protocolVersion);
	const dispatched = serveModern(request, caller, server, meta.clientInfo);
	if (dispatched.kind !== 'result') return dispatched;
	return answer(completeModernResult(dispatched.result, server.info));
}

function serveModern(
	request: Request,
	caller: Caller,
	server: ServerContent,
	client: ClientInfo | undefined,
): Dispatch {
	const { instructions, tools } = server;
	switch (request.method) {
		case 'server/discover':
			return answer({
				supportedVersions: [...MODERN_VERSIONS],
				capabilities: capabilities(),
				...(instructions ? { instructions } : {}),
				...CACHING,
			});
		case 'tools/list':
			return answer({ ...listTools(request, tools), ...CACHING });
		case 'tools/call':
			return readToolCall(request, tools, { era: 'modern', principal: caller.principal, client });
		default:
			throw methodNotFound(request, 404);
	}
}

/** What every result of the modern era carries (specification 2026-07-28, Basic Protocol). */
export function completeModernResult(result: JsonObject, info: Implementation): JsonObject {
	return { resultType: 'complete', ...result, _meta: { [MetaKey.serverInfo]: info } };
}

/**
 * Lists may be kept for a minute: a workflow changes when its owner publishes it, and until changes
 * are announced a client learns of it only by asking again. Private, as keys may differ.
 */
const CACHING = { ttlMs: 60_000, cacheScope: 'private' } as const;

function capabilities(): JsonObject {
	return { tools: {} };
}

/** All tools come in one page, so there is no cursor that could be valid. */
function listTools(request: Request, tools: ToolCatalog): JsonObject {
	if (request.params.cursor !== undefined) {
		throw new ProtocolError(ErrorCode.invalidParams, 'Invalid params: unknown cursor');
	}
	return { tools: [...tools.values()].map(({ listing }) => listing) };
}

function answer(result: JsonObject): Dispatch {
	return { kind: 'result', result };
}

function methodNotFound(request: Request, httpStatus: number): ProtocolError {
	return new ProtocolError(
		ErrorCode.methodNotFound,
		`Method not found: ${request.method}`,
		httpStatus,
	);
}

function unsupportedVersion(requested: string): ProtocolError {
	return new ProtocolError(
		ErrorCode.unsupportedVersion,
		`Unsupported protocol version: ${requested}`,
		400,
		{ supported: [...MODERN_VERSIONS], requested },
	);
}
