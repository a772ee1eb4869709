import type { StoredTask } from './task-store';
import { holderOf } from '../calls/calls-in-process';
import { missingCapability } from '../calls/questions';
import type { RequestContext, ServerRuntime } from '../server-runtime';
import { knowsTasks } from '../undertaking';
import { isJsonObject, type JsonObject, type Request } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { TASKS_EXTENSION } from '../../protocol/request-meta';

const METHODS = new Map([
	['tasks/get', getTask],
	['tasks/update', updateTask],
	['tasks/cancel', cancelTask],
]);

/** @returns undefined if the method is none of the Tasks extension */
export function answerTaskMethod(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): JsonObject | undefined {
	const method = METHODS.get(request.method);
	if (!method) return undefined;
	if (!knowsTasks(context)) {
		throw missingCapability({ extensions: { [TASKS_EXTENSION]: {} } });
	}
	const { taskId } = request.params;
	const holder = holderOf(runtime.id, context.principal);
	const stored = typeof taskId === 'string' ? runtime.calls.findTask(taskId, holder) : undefined;
	if (!stored) throw new ProtocolError(ErrorCode.invalidParams, 'Invalid params: unknown task');
	return method(stored, request.params);
}

function getTask({ task }: StoredTask): JsonObject {
	return task.describeState();
}

/** Answers to the questions of a task may come one by one; the rest stays asked. */
function updateTask({ task, call }: StoredTask, { inputResponses }: JsonObject): JsonObject {
	if (!isJsonObject(inputResponses)) {
		throw new ProtocolError(
			ErrorCode.invalidParams,
			'Invalid params: "inputResponses" must be an object',
		);
	}
	call.answer(task.toFlowAnswers(inputResponses));
	return {};
}

function cancelTask({ task, call }: StoredTask): JsonObject {
	call.cancel();
	task.cancel();
	return {};
}
