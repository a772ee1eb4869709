import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { AgentTool } from '../../mcp/client/agent/agent-tool';
import { callAgentTool } from '../../mcp/client/agent/call-agent-tool';
import type { ModelResult } from '../../mcp/client/agent/result/model-result';
import { outageTool } from '../../mcp/client/agent/toolbox';
import { approvalRequired, errorText, failureText } from '../../mcp/client/agent/words-for-model';
import { McpClientError } from '../../mcp/client/client-error';
import { itemSource } from '../client/parameter-source';
import { ReportHints } from '../client/report-hints';
import { type RequestedCall, requestedCall } from '../runtime-internals';
import { openServer } from './open-server';
import { type AgentToolsSettings, readSettings } from './settings';
import { type ToolReader, toToolReader } from './tool-reader';
import { type ToolboxServer, listToolbox } from './toolbox-server';

/**
 * Runs the tool that an AI Agent (version 3) asked for. The agent asks for one tool a run, with one
 * item. The item also holds the agent's own input, which never gets to the server: the arguments are
 * taken from the request.
 *
 * @throws NodeOperationError whose message the agent gives to its model
 */
export async function runRequestedCall(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const request = requestedCall(context);
	if (!request) {
		throw new NodeOperationError(node, 'No agent called a tool', {
			description:
				'This node provides tools to an AI Agent. Connect it to the Tool port of an agent. It needs n8n 2.36 or newer.',
		});
	}
	const { tool: name, ...given } = request.json;
	const args = withoutUndefined(given);
	const settings = readSettings(itemSource(context, 0));
	const reader = toToolReader(context, request.requester);
	if (name === outageTool(node.name, '').name) {
		return [toItem('The server is unavailable. Tell the user.', [])];
	}
	const hints = new ReportHints();
	try {
		const server = await openServer(itemSource(context, 0));
		const tool = await findTool(context, server, settings, reader, String(name), hints);
		if (isUnapproved(tool, settings, reader)) return [toItem(approvalRequired(tool, args), [])];
		const options = { signal: context.getExecutionCancelSignal() };
		const result = await callAgentTool(server.access, tool, args, settings.resultTokens, options);
		if (result.isError) throw new NodeOperationError(node, failureOf(result), { itemIndex: 0 });
		return [await toResultItem(context, result)];
	} catch (error) {
		if (!(error instanceof McpClientError)) throw error;
		throw new NodeOperationError(node, errorText(error), {
			itemIndex: 0,
			description: error.hint,
		});
	} finally {
		context.addExecutionHints(...hints.hints());
	}
}

async function findTool(
	context: IExecuteFunctions,
	server: ToolboxServer,
	settings: AgentToolsSettings,
	reader: ToolReader,
	name: string,
	hints: ReportHints,
): Promise<AgentTool> {
	const options = { signal: context.getExecutionCancelSignal() };
	const hear = hints.hear.bind(hints);
	for (const freshness of [undefined, 'anew'] as const) {
		const listing = { ...options, ...(freshness && { freshness }) };
		const tools = await listToolbox(server, settings, reader, listing, hear);
		const tool = tools.find((each) => each.name === name);
		if (tool) return tool;
	}
	throw new McpClientError('call', `The tool "${name}" no longer exists`, {
		hint: 'The server or the settings of the toolbox changed. Continue without it.',
		delivery: 'notSent',
	});
}

/** Only n8n's human-review node asks a person, and only after that it asks for the call itself. */
function isUnapproved(
	{ effect }: AgentTool,
	{ writes }: AgentToolsSettings,
	{ review }: ToolReader,
): boolean {
	return effect === 'writes' && writes === 'reviewed' && review === 'nobody';
}

/** A review without arguments comes with `input: undefined`. */
function withoutUndefined(given: RequestedCall['json']): Record<string, unknown> {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function failureOf({ value, notes }: ModelResult): string {
	const reason = typeof value === 'string' ? value : JSON.stringify(value);
	return [failureText(reason), ...notes].join(' ');
}

function toItem(response: unknown, notes: string[]): INodeExecutionData {
	const json = { response: response as string, ...(notes.length > 0 && { notes }) };
	return { json, pairedItem: { item: 0 } };
}

/** Files go along as binary data: the agent does not show them to its model, but they are kept. */
async function toResultItem(
	{ helpers }: IExecuteFunctions,
	{ value, notes, attachments }: ModelResult,
): Promise<INodeExecutionData> {
	const item = toItem(value, notes);
	if (attachments.length === 0) return item;
	const entries = attachments.map(async ({ base64, fileName, mimeType }, index) => {
		const data = Buffer.from(base64, 'base64');
		const prepared = await helpers.prepareBinaryData(data, fileName, mimeType);
		return [index === 0 ? 'data' : `data_${index}`, prepared] as const;
	});
	return { ...item, binary: Object.fromEntries(await Promise.all(entries)) };
}
