import type { CallToolResult, Client, RequestOptions } from '../../../third-party/mcp-client';
import { asItIs } from '../reading/as-it-is';
import { readToolResult } from '../reading/read-tool-result';
import { carriedResult } from '../transport/carried-results';
import type { TaskRequests } from './follow-task';
import type { TaskState } from './modern-task';

/** Tasks of 2026-07-28: the state holds the result; questions are answered with `tasks/update`. */
export function modernTaskRequests(client: Client, options: () => RequestOptions): TaskRequests {
	return {
		async get(taskId) {
			const request = { method: 'tasks/get', params: { taskId } };
			return await client.request(request, asItIs<TaskState>(), options());
		},
		async update(taskId, inputResponses) {
			const request = { method: 'tasks/update', params: { taskId, inputResponses } };
			await client.request(request, asItIs<object>(), options());
		},
		async result() {
			return await Promise.resolve({ content: [] }); // A completed task without a result said nothing.
		},
		async cancel(taskId) {
			const request = { method: 'tasks/cancel', params: { taskId } };
			await client.request(request, asItIs<object>(), { ...options(), signal: undefined });
		},
	};
}

/** Tasks of 2025-11-25: the result is fetched, and questions come as requests meanwhile. */
export function legacyTaskRequests(client: Client, options: () => RequestOptions): TaskRequests {
	return {
		async get(taskId) {
			const request = { method: 'tasks/get', params: { taskId } };
			const state = await client.request(request, asItIs<LegacyTask>(), options());
			return toTaskState(state);
		},
		async result(taskId) {
			const request = { method: 'tasks/result', params: { taskId } };
			return readToolResult(await client.request(request, asItIs<unknown>(), options()));
		},
		async cancel(taskId) {
			const request = { method: 'tasks/cancel', params: { taskId } };
			await client.request(request, asItIs<object>(), { ...options(), signal: undefined });
		},
	};
}

interface LegacyTask {
	taskId: string;
	status: TaskState['status'];
	statusMessage?: string;
	pollInterval?: number;
}

export function toTaskState({ pollInterval, ...task }: LegacyTask): TaskState {
	// A failed task of this era has a result to fetch: that of the tool.
	const status = task.status === 'failed' ? 'completed' : task.status;
	return { ...task, status, pollIntervalMs: pollInterval };
}

/** Begins a call as a task: for tools that say `execution.taskSupport: "required"`. */
export async function createLegacyTask(
	client: Client,
	params: { name: string; arguments: Record<string, unknown> },
	ttlMs: number,
	options: RequestOptions,
): Promise<TaskState> {
	const request = { method: 'tools/call', params: { ...params, task: { ttl: ttlMs } } };
	const result = await client.request(request, asItIs<CallToolResult>(), options);
	const { task } = carriedResult(result) as { task: LegacyTask };
	return toTaskState(task);
}
