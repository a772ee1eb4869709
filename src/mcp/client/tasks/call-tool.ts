import type { CallToolResult, Client, RequestOptions, Tool } from '../../../third-party/mcp-client';
import { followTask, type TaskPorts } from './follow-task';
import { readToolResult } from '../reading/read-tool-result';
import { carriedResult, requestCarried } from '../transport/carried-results';
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
			return readToolResult(await callPlainly(client, params, options));
		}
		const task = await createLegacyTask(client, params, TASK_TTL_MS, options);
		return await followTask(task, {
			...ports,
			requests: legacyTaskRequests(client, requestOptions),
		});
	}
	const result = mirrorsArguments(tool)
		? carriedResult(
				await client.callTool(params, {
					...options,
					toolDefinition: { ...tool, outputSchema: undefined },
				}),
			)
		: await callPlainly(client, params, options);
	const task = taskOf(result);
	if (!task) return readToolResult(result);
	return await followTask(task, { ...ports, requests: modernTaskRequests(client, requestOptions) });
}

/** The SDK's own way to call a tool compiles schemas for every call, and checks what is read here. */
async function callPlainly(
	client: Client,
	params: { name: string; arguments: Record<string, unknown> },
	options: RequestOptions,
): Promise<unknown> {
	return await requestCarried(client, { method: 'tools/call', params }, options);
}

const mirroring = new WeakMap<Tool, boolean>();

/** Whether the server wants arguments repeated in headers (SEP-2243), which the SDK sees to. */
function mirrorsArguments(tool: Tool | undefined): tool is Tool {
	if (!tool) return false;
	const known = mirroring.get(tool) ?? JSON.stringify(tool.inputSchema).includes('"x-mcp-header"');
	mirroring.set(tool, known);
	return known;
}
