import {
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	NodeOperationError,
	type SupplyData,
} from 'n8n-workflow';

import type { AgentTool } from '../../mcp/client/agent/agent-tool';
import { callAgentTool } from '../../mcp/client/agent/call-agent-tool';
import { outageTool } from '../../mcp/client/agent/toolbox';
import { approvalRequired, errorText, toText } from '../../mcp/client/agent/words-for-model';
import { McpClientError } from '../../mcp/client/client-error';
import type { JsonSchema } from '../../mcp/client/form/json-schema';
import { toNodeError } from '../client/node-error';
import { itemSource } from '../client/parameter-source';
import { ReportHints } from '../client/report-hints';
import { suppliedNode } from '../runtime-internals';
import { openServer } from './open-server';
import { withReview } from './review-schema';
import { type AgentToolsSettings, readSettings } from './settings';
import { toToolReader } from './tool-reader';
import { type ToolboxServer, isOutage, listToolbox } from './toolbox-server';

/** A tool in the shape by which n8n and LangChain know one; their classes are not needed. */
interface SuppliedTool {
	name: string;
	description: string;
	schema: JsonSchema;
	metadata: Record<string, unknown>;
	invoke(args: unknown): Promise<string>;
}

/**
 * What the node supplies to an agent, a human review or a trigger: a toolkit with the tools of one
 * MCP server. A server that is down costs its tools only, unless the user wants the agent to stop.
 *
 * @throws NodeOperationError, NodeApiError if a parameter or credential is wrong
 */
export async function supplyToolkit(
	context: ISupplyDataFunctions,
	itemIndex: number,
): Promise<SupplyData> {
	const node = context.getNode();
	const settings = readSettings(itemSource(context, itemIndex));
	const reads = suppliedNode(context);
	const reader = toToolReader(context, reads);
	const hints = new ReportHints();
	const toTool = (tool: AgentTool, server?: ToolboxServer) =>
		toSuppliedTool(tool, {
			schema:
				reader.review === 'person' && reads ? withReview(tool.input.schema, reads) : undefined,
			isKept: reader.schema === 'json',
			invoke: async (args) => await invoke({ context, itemIndex, settings, server }, tool, args),
		});
	try {
		const server = await openServer(itemSource(context, itemIndex));
		const options = { signal: context.getExecutionCancelSignal() };
		const tools = await listToolbox(server, settings, reader, options, (report) =>
			hints.hear(report),
		);
		if (tools.length === 0) hints.say(`"${node.name}" provides no tools to the agent`);
		return toToolkit(
			tools.map((tool) => toTool(tool, server)),
			context,
			hints,
		);
	} catch (error) {
		if (!isOutage(error) || settings.whenDown === 'stop') {
			throw toNodeError(node, error, itemIndex);
		}
		context.logger.warn(`MCP tools of "${node.name}" are missing: ${error.message}`);
		hints.say(`The tools of "${node.name}" are missing: ${error.message}`);
		showFailure(context, error, itemIndex);
		const tools = settings.whenDown === 'tellModel' ? [outageTool(node.name, error.message)] : [];
		return toToolkit(
			tools.map((tool) => toTool(tool)),
			context,
			hints,
		);
	}
}

/** A run of the toolbox that failed, in the log of an execution that goes on without its tools. */
function showFailure(
	context: ISupplyDataFunctions,
	error: McpClientError,
	itemIndex: number,
): void {
	const { index } = context.addInputData(NodeConnectionTypes.AiTool, [[{ json: {} }]]);
	const failure = toNodeError(context.getNode(), error, itemIndex);
	context.addOutputData(NodeConnectionTypes.AiTool, index, failure);
}

/** n8n knows a toolkit by `tools` and `getTools`. */
function toToolkit(
	tools: SuppliedTool[],
	context: ISupplyDataFunctions,
	hints: ReportHints,
): SupplyData {
	context.addExecutionHints(...hints.hints());
	return { response: { tools, getTools: () => tools } };
}

interface Supplying {
	/** In place of the tool's own. */
	schema: JsonSchema | undefined;
	/** Whether the reader takes JSON Schema, so that n8n shall not convert it. */
	isKept: boolean;
	invoke: (args: unknown) => Promise<string>;
}

function toSuppliedTool(
	{ name, description, input }: AgentTool,
	{ schema = input.schema, isKept, invoke: run }: Supplying,
): SuppliedTool {
	const tool: SuppliedTool = { name, description, schema, metadata: {}, invoke: run };
	if (!isKept) return tool;
	// n8n puts a zod schema in place of this one, and has it turned back into JSON Schema for the
	// model; on the way it loses much (see docs). Agents are fine without, so it is not let in.
	return Object.defineProperty(tool, 'schema', {
		get: () => schema,
		set: () => undefined,
		enumerable: true,
	});
}

interface Invocation {
	context: ISupplyDataFunctions;
	itemIndex: number;
	settings: AgentToolsSettings;
	server: ToolboxServer | undefined;
}

/**
 * Runs a tool for a reader that calls it itself: agents before version 3, agents within agents,
 * triggers. Whatever goes wrong is a text for the model, and an error in the log of the node.
 */
async function invoke(
	{ context, itemIndex, settings, server }: Invocation,
	tool: AgentTool,
	given: unknown,
): Promise<string> {
	const args = toArguments(given);
	const { index } = context.addInputData(NodeConnectionTypes.AiTool, [
		[{ json: { tool: tool.name, ...args } }],
	]);
	const answer = (text: string, error?: Error) => {
		const output = error
			? new NodeOperationError(context.getNode(), error, { itemIndex })
			: [[{ json: { response: text } }]];
		context.addOutputData(NodeConnectionTypes.AiTool, index, output);
		return text;
	};
	if (tool.effect === 'writes' && settings.writes === 'reviewed') {
		return answer(approvalRequired(tool, args));
	}
	try {
		if (!server) return answer(tool.description);
		const options = { signal: context.getExecutionCancelSignal() };
		const { resultTokens } = settings;
		return answer(toText(await callAgentTool(server.access, tool, args, resultTokens, options)));
	} catch (error) {
		if (!(error instanceof McpClientError)) throw error;
		return answer(errorText(error), error);
	}
}

/** Agents of old hand over JSON text where a tool has more than one argument. */
function toArguments(given: unknown): Record<string, unknown> {
	const value = typeof given === 'string' ? parse(given) : given;
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Not an object: the tool then misses its arguments, and says which.
	}
}
