import { holderOf } from './calls/calls-in-process';
import { answerListing, capabilitiesOf } from './listings';
import { completeModernResult } from './modern-result';
import { OPERATIONS } from './operations';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { listen } from './subscriptions/listen';
import { answerTaskMethod } from './tasks/task-methods';
import type { RequestOutcome } from './undertaking';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { readProgressToken } from '../protocol/request-meta';
import { MODERN_VERSIONS } from '../protocol/versions';

/**
 * Serves a request whose `_meta` and headers were found in order.
 *
 * @throws ProtocolError
 */
export async function serveModern(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<RequestOutcome> {
	if (request.method === 'subscriptions/listen') {
		listen(request, runtime, context);
		return { kind: 'started' };
	}
	const listing = answerListing(request, runtime, context, (list) =>
		completeModernResult({ ...list, ...listCaching(runtime) }, runtime.catalog.info),
	);
	if (listing) return { kind: 'result', result: listing };
	const plain = discover(request, runtime) ?? (await answerTaskMethod(request, runtime, context));
	if (plain) return complete(plain, runtime);
	const operation = OPERATIONS.get(request.method);
	if (!operation) {
		throw new ProtocolError(ErrorCode.methodNotFound, `Method not found: ${request.method}`, 404);
	}
	const resumed = await resume(request, runtime, context);
	if (resumed) return resumed;
	const outcome = await operation(request, runtime, context);
	return outcome.kind === 'result' ? complete(outcome.result, runtime) : outcome;
}

function discover(request: Request, runtime: ServerRuntime): JsonObject | undefined {
	if (request.method !== 'server/discover') return undefined;
	const { instructions } = runtime.catalog;
	return {
		supportedVersions: [...MODERN_VERSIONS],
		capabilities: capabilitiesOf(runtime, 'modern'),
		...(instructions ? { instructions } : {}),
		...listCaching(runtime),
	};
}

/** Private, as keys may see different lists. */
function listCaching({ limits }: ServerRuntime) {
	return { ttlMs: limits.listTtlMs, cacheScope: 'private' } as const;
}

const NAME_PARAMETER: Record<string, string> = {
	'tools/call': 'name',
	'prompts/get': 'name',
	'resources/read': 'uri',
};

/** A retry with answers goes to the call that asked; it is found by the state it was given. */
async function resume(
	request: Request,
	runtime: ServerRuntime,
	{ principal, sink, meta }: RequestContext,
): Promise<RequestOutcome | undefined> {
	const { requestState, inputResponses } = request.params;
	checkInputResponses(inputResponses);
	const parameter = NAME_PARAMETER[request.method];
	if (requestState === undefined || parameter === undefined) return undefined;
	const expected = {
		method: request.method,
		name: String(request.params[parameter]),
		holder: holderOf(runtime.id, principal),
	};
	const retry = {
		sink,
		requestId: request.id,
		progressToken: readProgressToken(request.params),
		logLevel: meta?.logLevel,
	};
	const answers = isJsonObject(inputResponses) ? inputResponses : {};
	const isResumed =
		typeof requestState === 'string' &&
		(await runtime.calls.resume(requestState, expected, answers, retry));
	if (isResumed) return { kind: 'started' };
	throw new ProtocolError(
		ErrorCode.invalidParams,
		'Invalid params: this requestState is unknown, or its call has ended',
	);
}

function checkInputResponses(inputResponses: unknown): void {
	if (inputResponses === undefined) return;
	if (isJsonObject(inputResponses) && Object.values(inputResponses).every(isJsonObject)) return;
	throw new ProtocolError(
		ErrorCode.invalidParams,
		'Invalid params: "inputResponses" must be an object of objects',
	);
}

function complete(result: JsonObject, { catalog }: ServerRuntime): RequestOutcome {
	return { kind: 'result', result: completeModernResult(result, catalog.info) };
}
