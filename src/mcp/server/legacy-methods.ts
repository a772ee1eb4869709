import { readAskable } from './calls/questions';
import { answerListing, capabilitiesOf } from './listings';
import { OPERATIONS } from './operations';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { issueSession } from './session';
import { subscribe, unsubscribe } from './subscriptions/session-stream';
import type { RequestOutcome } from './undertaking';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { LOG_LEVELS } from '../protocol/log-level';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { isLogLevel, readClientInfo } from '../protocol/request-meta';
import { UI_EXTENSION } from '../protocol/ui-extension';
import { negotiateLegacyVersion } from '../protocol/versions';

export type LegacyOutcome = RequestOutcome & { headers?: Readonly<Record<string, string>> };

/** @throws ProtocolError */
export async function serveLegacy(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<LegacyOutcome> {
	try {
		return await serve(request, runtime, context);
	} catch (error) {
		throw toLegacyError(request, error);
	}
}

async function serve(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<LegacyOutcome> {
	const simple = SIMPLE.get(request.method);
	if (simple) return simple(request, runtime, context);
	refuseDuplicate(request, runtime, context);
	const listing = answerListing(request, runtime, context);
	if (listing) return { kind: 'result', result: listing };
	const operation = OPERATIONS.get(request.method);
	if (!operation) {
		throw new ProtocolError(ErrorCode.methodNotFound, `Method not found: ${request.method}`);
	}
	return withoutCaching(await operation(request, runtime, context));
}

type Method = (request: Request, runtime: ServerRuntime, context: RequestContext) => LegacyOutcome;

const SIMPLE: ReadonlyMap<string, Method> = new Map<string, Method>([
	['initialize', initialize],
	['ping', () => answer({})],
	['logging/setLevel', setLogLevel],
	['resources/subscribe', (...given) => answer(subscribe(...given))],
	['resources/unsubscribe', (...given) => answer(unsubscribe(...given))],
]);

function initialize(
	{ params }: Request,
	runtime: ServerRuntime,
	{ principal }: RequestContext,
): LegacyOutcome {
	const { info, instructions } = runtime.catalog;
	const protocolVersion = negotiateLegacyVersion(params.protocolVersion);
	const client = readClientInfo(params.clientInfo);
	const capabilities = isJsonObject(params.capabilities) ? params.capabilities : {};
	const { extensions } = capabilities;
	const session = {
		id: runtime.createId(),
		protocolVersion,
		askable: readAskable(capabilities),
		...(isJsonObject(extensions) && UI_EXTENSION in extensions && { showsViews: true as const }),
		...(client
			? {
					client: {
						name: client.name.slice(0, 100),
						...(client.version ? { version: client.version.slice(0, 50) } : {}),
					},
				}
			: {}),
	};
	const token = issueSession(session, principal, runtime.id, runtime.signer, runtime.now());
	return {
		...answer({
			protocolVersion,
			capabilities: capabilitiesOf(runtime, 'legacy'),
			serverInfo: info,
			...(instructions ? { instructions } : {}),
		}),
		headers: { 'Mcp-Session-Id': token },
	};
}

function setLogLevel(
	{ params }: Request,
	runtime: ServerRuntime,
	{ session }: RequestContext,
): LegacyOutcome {
	if (!isLogLevel(params.level)) {
		throw new ProtocolError(
			ErrorCode.invalidParams,
			`Invalid params: "level" must be one of ${LOG_LEVELS.join(', ')}`,
		);
	}
	if (session) runtime.memory.setLogLevel(session, params.level);
	return answer({});
}

/** An id names one request of a session; under way twice, an answer could be either's. */
function refuseDuplicate(
	request: Request,
	{ calls }: ServerRuntime,
	{ session }: RequestContext,
): void {
	if (session === undefined || !calls.findByRequest(session.id, request.id)) return;
	throw new ProtocolError(
		ErrorCode.invalidRequest,
		'Invalid request: a request with this ID is already running',
		400,
	);
}

/** How long an answer may be kept is said in the modern era only. */
function withoutCaching(outcome: RequestOutcome): RequestOutcome {
	if (outcome.kind !== 'result') return outcome;
	const { ttlMs: _ttl, cacheScope: _scope, ...result } = outcome.result;
	return { kind: 'result', result };
}

const RESOURCE_METHODS = ['resources/read', 'resources/subscribe'];

function toLegacyError(request: Request, error: unknown): unknown {
	const missing =
		error instanceof ProtocolError &&
		RESOURCE_METHODS.includes(request.method) &&
		error.data !== undefined &&
		'uri' in error.data;
	return missing
		? new ProtocolError(ErrorCode.resourceNotFound, error.message, 200, error.data)
		: error;
}

function answer(result: JsonObject): LegacyOutcome {
	return { kind: 'result', result };
}
