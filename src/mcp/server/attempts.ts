import { InsufficientScope } from './access/challenge';
import { completeContent, completeToolResult, type ResultRules } from './calls/complete-result';
import type { FieldFilter } from './calls/filtered-result';
import type { FlowCall } from './calls/flow-call';
import { readAskable } from './calls/questions';
import { toolError } from './calls/tool-result';
import type { CatalogTool } from './catalog/tools';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { readProgressToken, TASKS_EXTENSION } from '../protocol/request-meta';
import { completeModernResult } from './modern-result';
import type { Attempt } from './policy-gate';
import type { RequestContext, ServerRuntime } from './server-runtime';
import type { CallTerms } from './calls/call-terms';

/** What becomes of a request that reads or calls something. */
export type Outcome = { kind: 'result'; result: JsonObject } | { kind: 'started' };

/** One request that reads or calls something, and what is needed to serve it. */
export interface Undertaking {
	request: Request;
	runtime: ServerRuntime;
	context: RequestContext;
	attempt: Attempt;
	rules: ResultRules;
}

export function undertake(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
	what: Pick<Attempt, 'kind' | 'name' | 'offer' | 'arguments'> & {
		resultFields: readonly string[];
	},
): Undertaking {
	const { principal, era } = context;
	const client = context.meta?.clientInfo ?? context.session?.client;
	const { resultFields, ...named } = what;
	const lists = [resultFields, principal.resultFields ?? []].filter((list) => list.length > 0);
	const isFiltered = lists.length > 0 && (what.kind === 'tool' || what.kind === 'resource');
	return {
		request,
		runtime,
		context,
		attempt: { ...named, principal, ...(client ? { client } : {}) },
		rules: {
			era,
			largest: runtime.limits.largestResult,
			...(isFiltered ? { filter: filterOf(runtime, lists) } : {}),
		},
	};
}

function filterOf({ policy }: ServerRuntime, lists: ReadonlyArray<readonly string[]>): FieldFilter {
	return {
		data: (value) => policy.filterFields(value, lists),
		text: (text) => policy.filterText(text, lists),
	};
}

/**
 * Checks that come before anything runs. One that fails ends the attempt, which is recorded.
 *
 * @throws what the checks throw
 */
export function checkFirst({ runtime, attempt }: Undertaking, check: () => void): void {
	const startedAt = runtime.now();
	try {
		check();
	} catch (error) {
		const outcome = error instanceof InsufficientScope ? 'refused' : 'protocolError';
		runtime.policy.record(attempt, { outcome, startedAt });
		throw error;
	}
}

/** Answers at once, within the limits and with a record. */
export function answerNow(undertaking: Undertaking, make: () => JsonObject): Outcome {
	const { runtime, attempt } = undertaking;
	const startedAt = runtime.now();
	const admission = runtime.policy.admit(attempt);
	if (admission.kind === 'refused') return refuse(undertaking, admission, startedAt);
	try {
		const result = make();
		const outcome = result.isError === true ? 'toolError' : 'ok';
		runtime.policy.record(attempt, { outcome, startedAt, result });
		return { kind: 'result', result };
	} catch (error) {
		runtime.policy.record(attempt, { outcome: 'protocolError', startedAt });
		throw error;
	} finally {
		admission.release();
	}
}

/** Hands the request to a flow. The answer comes when the execution has ended, or before. */
export function startFlow(
	undertaking: Undertaking,
	target: FlowCall['target'],
	tool?: CatalogTool,
): Outcome {
	const { request, runtime, context, attempt } = undertaking;
	const startedAt = runtime.now();
	const terms = termsOf(undertaking, target, tool);
	const admission = runtime.policy.admit(attempt);
	if (admission.kind === 'refused') return refuse(undertaking, admission, startedAt);
	const call = runtime.calls.begin(terms, context.sink, (outcome, result, { executionId }) => {
		admission.release();
		runtime.policy.record(attempt, {
			outcome,
			startedAt,
			...(result === undefined ? {} : { result }),
			...(executionId === undefined ? {} : { executionId }),
		});
	});
	runtime.start(call);
	const asTask = tool !== undefined && tool.declaration.execution !== 'call';
	if (asTask && request.method === 'tools/call') call.becomeTask(runtime.limits.taskTtlMs);
	return { kind: 'started' };
}

function termsOf(
	{ request, runtime, context, attempt, rules }: Undertaking,
	target: FlowCall['target'],
	tool: CatalogTool | undefined,
): CallTerms {
	const { era, meta, session, principal } = context;
	const capabilities = meta?.clientCapabilities ?? {};
	const headers = passedHeaders(runtime, context);
	const progressToken = readProgressToken(request.params);
	const logLevel = era === 'modern' ? meta?.logLevel : runtime.memory.logLevel(session?.id);
	const givenAnswers = request.params.inputResponses;
	return {
		call: {
			kind: attempt.kind,
			name: attempt.name,
			target,
			arguments: attempt.arguments,
			requestId: request.id,
			era,
			principal,
			...(attempt.client ? { client: attempt.client } : {}),
			...(headers ? { headers } : {}),
		},
		server: runtime.id,
		...(session ? { session: session.id } : {}),
		askable: session?.askable ?? readAskable(capabilities),
		...(progressToken === undefined ? {} : { progressToken }),
		...(logLevel === undefined ? {} : { logLevel }),
		givenAnswers: isJsonObject(givenAnswers) ? givenAnswers : {},
		timeoutMs: tool?.declaration.timeoutMs ?? runtime.limits.timeoutMs,
		tasks: era === 'modern' && knowsTasks(capabilities) ? 'known' : 'unknown',
		complete: (result) => completeFor(rules, attempt.kind, runtime, result),
	};
}

function completeFor(
	rules: ResultRules,
	kind: Attempt['kind'],
	runtime: ServerRuntime,
	result: JsonObject,
): JsonObject {
	const completed =
		kind === 'tool' ? completeToolResult(result, rules) : completeContent(result, rules);
	return rules.era === 'modern' ? completeModernResult(completed, runtime.catalog.info) : completed;
}

/** The extension counts only if the client declares it with this very request. */
export function knowsTasks(capabilities: JsonObject): boolean {
	const { extensions } = capabilities;
	return isJsonObject(extensions) && isJsonObject(extensions[TASKS_EXTENSION]);
}

function passedHeaders(
	{ passHeaders }: ServerRuntime,
	{ headers }: RequestContext,
): Record<string, string> | undefined {
	const passed = passHeaders.flatMap((name) => {
		const value = headers[name];
		return typeof value === 'string' ? [[name, value] as const] : [];
	});
	return passed.length > 0 ? Object.fromEntries(passed) : undefined;
}

/** A refused call of a tool is a result, so that the model reads when to come back. */
function refuse(
	{ runtime, attempt }: Undertaking,
	{ message, retryAfterMs }: { message: string; retryAfterMs?: number },
	startedAt: number,
): Outcome {
	runtime.policy.record(attempt, { outcome: 'refused', startedAt });
	if (attempt.kind === 'tool') return { kind: 'result', result: { ...toolError(message) } };
	const data = retryAfterMs === undefined ? undefined : { retryAfterMs };
	throw new ProtocolError(ErrorCode.refused, message, 200, data);
}
