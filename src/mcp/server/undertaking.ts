import { AttemptRecord } from './attempt-record';
import type { ResultRules } from './calls/complete-result';
import type { FieldFilter } from './calls/filtered-result';
import type { Attempt } from './policy-gate';
import type { RequestContext, ServerRuntime } from './server-runtime';
import { isJsonObject, type JsonObject, type Request } from '../protocol/json-rpc';
import { TASKS_EXTENSION } from '../protocol/request-meta';

/** What becomes of a request: its result, or, once a flow serves it, an answer that comes later. */
export type RequestOutcome = { kind: 'result'; result: JsonObject } | { kind: 'started' };

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
	const isFiltered = lists.length > 0 && what.kind !== 'completion';
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
			report: runtime.report,
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

/** The extension counts only if the client declares it with this very request. */
export function knowsTasks({ era, meta }: Pick<RequestContext, 'era' | 'meta'>): boolean {
	const extensions = meta?.clientCapabilities.extensions;
	return era === 'modern' && isJsonObject(extensions) && isJsonObject(extensions[TASKS_EXTENSION]);
}
