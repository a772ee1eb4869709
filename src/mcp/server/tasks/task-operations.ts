import type { StoredTask } from './task-store';
import type { JsonObject } from '../../protocol/json-rpc';

export type TaskMethod = 'get' | 'update' | 'cancel';

/** What a client can do with its task. */
export const TASK_OPERATIONS: Record<
	TaskMethod,
	(stored: StoredTask, inputResponses: JsonObject) => JsonObject
> = {
	get: ({ task }) => task.describeState(),
	/** Answers to the questions of a task may come one by one; the rest stays asked. */
	update: ({ task, call }, inputResponses) => {
		call.answer(task.toFlowAnswers(inputResponses));
		return {};
	},
	cancel: ({ task, call }) => {
		call.cancel();
		task.cancel();
		return {};
	},
};
