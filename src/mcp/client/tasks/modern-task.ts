import type { CallToolResult, JSONRPCMessage } from '../../../third-party/mcp-client';
import { TASKS_EXTENSION } from '../../protocol/request-meta';

/** Where a task travels inside a result that the SDK lets through. */
const CARRIER = 'n8n-nodes-gtm-mcp/task';

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

/**
 * Lets a `resultType: "task"` pass the SDK, which knows none (2.4.0): the result becomes an empty
 * complete one that carries the task. Every other message stays as it is.
 */
export function carryTask<T extends JSONRPCMessage>(message: T): T {
	if (!('result' in message) || message.result.resultType !== 'task') return message;
	const { resultType: _resultType, ...task } = message.result;
	const result = { resultType: 'complete', content: [], _meta: { [CARRIER]: task } };
	return { ...message, result };
}

/** The task that a result carries, if the server made one. */
export function carriedTask(result: CallToolResult): TaskState | undefined {
	return result._meta?.[CARRIER] as TaskState | undefined;
}
