import type { CallToolResult } from '../../../third-party/mcp-client';
import { isJsonObject } from '../../protocol/json-rpc';
import { TASKS_EXTENSION } from '../../protocol/request-meta';

export type TaskStatus = 'working' | 'input_required' | 'completed' | 'failed' | 'cancelled';

/** The state of a task (extension `io.modelcontextprotocol/tasks`, SEP-2663). */
export interface TaskState {
	taskId: string;
	status: TaskStatus;
	statusMessage?: string;
	pollIntervalMs?: number;
	/** While `input_required`, by key. */
	inputRequests?: Record<string, { method: string; params?: unknown }>;
	/** When `completed`. */
	result?: CallToolResult;
	/** When `failed`. */
	error?: { code: number; message: string };
}

/** What a client that follows tasks declares. */
export const tasksCapability = { extensions: { [TASKS_EXTENSION]: {} } };

/** The task that a server made of a call, if its result is one (`resultType: "task"`). */
export function taskOf(raw: unknown): TaskState | undefined {
	if (!isJsonObject(raw) || raw.resultType !== 'task') return undefined;
	const { resultType: _resultType, ...task } = raw;
	return task as unknown as TaskState;
}
