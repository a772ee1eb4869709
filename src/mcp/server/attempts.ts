import { AttemptRecord } from './attempt-record';
import { runBuiltin } from './builtin/run-builtin';
import { completeContent, completeToolResult, type ResultRules } from './calls/complete-result';
import type { FieldFilter } from './calls/filtered-result';
import { holderOf } from './calls/calls-in-process';
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
	record: AttemptRecord;
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
	const attempt = { ...named, principal, ...(client ? { client } : {}) };
	const record = context.record ?? new AttemptRecord(attempt, runtime.now(), runtime.policy);
	record.describe(attempt);
	return {
		request,
		runtime,
		context,
		attempt,
		record,
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

/** Answers at once, within the limits and with a record. */
export function answerNow(undertaking: Undertaking, make: () => JsonObject): Outcome {
	const { runtime, attempt, record } = undertaking;
	const admission = runtime.policy.admit(attempt);
	if (admission.kind === 'refused') return refuse(undertaking, admission);
	try {
		const result = make();
		record.end(result.isError === true ? 'toolError' : 'ok', result);
		return { kind: 'result', result };
	} finally {
		admission.release();
	}
}

/** What is called, if that is a tool. */
export interface ToolCall {
	tool: CatalogTool;
	/** Looks at the arguments, once the limits let the call in. @returns what is wrong with them */
	findMisfit: () => string | undefined;
}

/**
 * Hands the request to a flow, or to a built-in tool. The answer comes when that has ended, or before.
 * By then it was authenticated (endpoint), its era and session are known (dispatcher), and what it
 * names was found and is permitted (operations). From here a call passes, in this order:
 *
 * 1. room for a task, if it shall be one
 * 2. `PolicyGate.admit`: concurrency, rates, repetition; held until the call is over
 * 3. `findMisfit`: its arguments against the schema
 * 4. `AttemptRecord.begin`: what the audit keeps of the arguments
 * 5. `CallsInProcess.begin`: the registry, the time-out, the client's going away
 * 6. the flow over the bus, or the built-in tool
 * 7. `CallTerms.complete`: field filter, output schema, size, shape of the era
 * 8. `AttemptRecord.end` and the release of 2, then the answer to the client
 */
export function startFlow(
	undertaking: Undertaking,
	target: FlowCall['target'],
	called?: ToolCall,
): Outcome {
	const { runtime, context, attempt, record } = undertaking;
	const terms = termsOf(undertaking, target, called?.tool);
	const execution =
		(terms.tasks === 'known' ? called?.tool.declaration.execution : 'call') ?? 'call';
	const hasRoom =
		execution === 'call' || runtime.calls.hasRoomForTask(holderOf(runtime.id, context.principal));
	if (execution === 'task' && !hasRoom) return refuse(undertaking, TOO_MANY_TASKS);
	const admission = runtime.policy.admit(attempt);
	if (admission.kind === 'refused') return refuse(undertaking, admission);
	const misfit = orRelease(admission, () => called?.findMisfit());
	if (misfit !== undefined) {
		admission.release();
		const result = { ...toolError(misfit) };
		record.end('toolError', result);
		return { kind: 'result', result };
	}
	record.begin();
	const ended = new AbortController();
	const call = runtime.calls.begin(terms, context.sink, (outcome, result, { executionId }) => {
		admission.release();
		ended.abort();
		record.end(outcome, result, executionId);
	});
	// Its client has gone away: what would begin now, nobody waits for.
	if (call.isOver) return { kind: 'started' };
	const builtin = called?.tool.declaration.builtin;
	if (builtin) void runBuiltin(call, builtin, { signal: ended.signal, report: runtime.report });
	else runtime.start(call);
	if (execution !== 'call' && hasRoom) call.becomeTask(runtime.limits.taskTtlMs);
	return { kind: 'started' };
}

/** What fails within the limits gives its place back. */
function orRelease<T>({ release }: { release: () => void }, work: () => T): T {
	try {
		return work();
	} catch (error) {
		release();
		throw error;
	}
}

const TOO_MANY_TASKS = {
	message: 'Too many tasks are kept here. Nothing was run; try again when one has expired.',
};

function termsOf(
	{ request, runtime, context, attempt, rules }: Undertaking,
	target: FlowCall['target'],
	tool: CatalogTool | undefined,
): CallTerms {
	const { era, meta, session, principal } = context;
	const capabilities = meta?.clientCapabilities ?? {};
	const headers = passedHeaders(runtime, context);
	const progressToken = readProgressToken(request.params);
	const logLevel = era === 'modern' ? meta?.logLevel : runtime.memory.logLevel(session);
	const givenAnswers = request.params.inputResponses;
	const identify = (result: JsonObject) =>
		era === 'modern' ? completeModernResult(result, runtime.catalog.info) : result;
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
		complete: (result) => identify(completeFor(attempt.kind, rules, result)),
		identify,
	};
}

function completeFor(kind: Attempt['kind'], rules: ResultRules, result: JsonObject): JsonObject {
	return kind === 'tool' ? completeToolResult(result, rules) : completeContent(result, rules);
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
	{ attempt, record }: Undertaking,
	{ message, retryAfterMs }: { message: string; retryAfterMs?: number },
): Outcome {
	record.end('refused');
	if (attempt.kind === 'tool') return { kind: 'result', result: { ...toolError(message) } };
	const data = retryAfterMs === undefined ? undefined : { retryAfterMs };
	throw new ProtocolError(ErrorCode.refused, message, 200, data);
}
