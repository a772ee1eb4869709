import type { CallToolResult, Client, RequestOptions, Tool } from '../../../third-party/mcp-client';
import { followTask, type TaskPorts } from './follow-task';
import { readToolResult } from '../reading/read-tool-result';
import { carriedResult } from '../transport/carried-results';
import { taskOf } from './modern-task';
import { createLegacyTask, legacyTaskRequests, modernTaskRequests } from './task-requests';

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
	/** As listed. */
	tool?: Tool;
}

/** How long a legacy server shall keep the result of a task, in milliseconds. */
const TASK_TTL_MS = 3_600_000;

/**
 * Calls a tool. Modern: the server decides whether the call becomes a task. Legacy: the tool says
 * whether it only runs as one. The result's own schema is not checked here: a result that does not
 * fit is still what the tool did.
 */
export async function callToolToItsEnd(
	client: Client,
	{ name, arguments: args, tool }: ToolCall,
	options: RequestOptions,
	ports: Omit<TaskPorts, 'requests'>,
): Promise<CallToolResult> {
	const params = { name, arguments: args };
	const requestOptions = () => options;
	if (client.getProtocolEra() !== 'modern') {
		if (tool?.execution?.taskSupport !== 'required') {
			return readToolResult(carriedResult(await client.callTool(params, options)));
		}
		const task = await createLegacyTask(client, params, TASK_TTL_MS, options);
		return await followTask(task, {
			...ports,
			requests: legacyTaskRequests(client, requestOptions),
		});
	}
	const toolDefinition = tool && { ...tool, outputSchema: undefined };
	const result = carriedResult(await client.callTool(params, { ...options, toolDefinition }));
	const task = taskOf(result);
	if (!task) return readToolResult(result);
	return await followTask(task, { ...ports, requests: modernTaskRequests(client, requestOptions) });
}
