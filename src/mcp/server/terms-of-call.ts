import { completeContent, completeToolResult, type ResultRules } from './calls/complete-result';
import type { CallTerms } from './calls/call-terms';
import type { CheckedCall } from './calls/checked-call';
import { readAskable } from './calls/questions';
import type { CatalogTool } from './catalog/tools';
import { completeModernResult } from './modern-result';
import type { Attempt } from './policy-gate';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { knowsTasks, type Undertaking } from './undertaking';
import { isJsonObject, type JsonObject } from '../protocol/json-rpc';
import { readProgressToken } from '../protocol/request-meta';

/** How the call that an undertaking becomes is to be served. */
export function termsOf(
	{ request, runtime, context, attempt, rules }: Undertaking,
	target: CheckedCall['target'],
	tool: CatalogTool | undefined,
): CallTerms {
	const { era, meta, session, principal } = context;
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
		askable: session?.askable ?? readAskable(meta?.clientCapabilities ?? {}),
		...(progressToken === undefined ? {} : { progressToken }),
		...(logLevel === undefined ? {} : { logLevel }),
		givenAnswers: isJsonObject(givenAnswers) ? givenAnswers : {},
		timeoutMs: tool?.declaration.timeoutMs ?? runtime.limits.timeoutMs,
		tasks: knowsTasks(context) ? 'known' : 'unknown',
		complete: (result) => identify(completeFor(attempt.kind, rules, result)),
		identify,
	};
}

function completeFor(kind: Attempt['kind'], rules: ResultRules, result: JsonObject): JsonObject {
	return kind === 'tool' ? completeToolResult(result, rules) : completeContent(result, rules);
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
