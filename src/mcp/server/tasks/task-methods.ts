import type { TaskMethod } from './task-operations';
import { holderOf } from '../calls/calls-in-process';
import { missingCapability } from '../calls/questions';
import type { RequestContext, ServerRuntime } from '../server-runtime';
import { knowsTasks } from '../undertaking';
import { isJsonObject, type JsonObject, type Request } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { TASKS_EXTENSION } from '../../protocol/request-meta';

const METHODS: ReadonlyMap<string, TaskMethod> = new Map([
	['tasks/get', 'get'],
	['tasks/update', 'update'],
	['tasks/cancel', 'cancel'],
]);

/** @returns undefined if the method is none of the Tasks extension */
export async function answerTaskMethod(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): Promise<JsonObject | undefined> {
	const method = METHODS.get(request.method);
	if (!method) return undefined;
	if (!knowsTasks(context)) {
		throw missingCapability({ extensions: { [TASKS_EXTENSION]: {} } });
	}
	const { taskId, inputResponses } = request.params;
	const holder = holderOf(runtime.id, context.principal);
	// Looked for first: whose task it is not learns nothing else.
	const known =
		typeof taskId === 'string'
			? await runtime.calls.task({ method: 'get', taskId, holder, inputResponses: {} })
			: undefined;
	if (typeof taskId !== 'string' || !known) throw invalid('unknown task');
	if (method === 'get') return known;
	if (method === 'update' && !isJsonObject(inputResponses)) {
		throw invalid('"inputResponses" must be an object');
	}
	const given = isJsonObject(inputResponses) ? inputResponses : {};
	return await runtime.calls.task({ method, taskId, holder, inputResponses: given });
}

function invalid(reason: string): ProtocolError {
	return new ProtocolError(ErrorCode.invalidParams, `Invalid params: ${reason}`);
}
