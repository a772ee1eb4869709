import { randomUUID } from 'node:crypto';

import {
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	NodeOperationError,
	type SupplyData,
} from 'n8n-workflow';

import { isWriting } from '../../gtm/toolkit/offered-tool';
import { type ToolEnd, runTool } from '../../gtm/toolkit/run-tool';
import type { OfferedTool } from '../../gtm/toolkit/offered-tool';
import { withReview } from '../agent-tools/review-schema';
import { toToolReader } from '../agent-tools/tool-reader';
import { suppliedNode } from '../runtime-internals';
import { describeTool } from './describe-tool';
import { type ToolkitConnection, connectToolkit } from './toolkit-connection';
import { type ToolkitSettings, readToolkit } from './toolkit-settings';

/** A tool in the shape by which n8n and LangChain know one; their classes are not needed. */
interface SuppliedTool {
	name: string;
	description: string;
	schema: Record<string, unknown>;
	metadata: Record<string, unknown>;
	/** @param config LangChain's; our own trigger tells in it who calls */
	invoke(args: unknown, config?: unknown): Promise<string>;
}

interface Supplying {
	context: ISupplyDataFunctions;
	settings: ToolkitSettings;
	connection: ToolkitConnection;
	itemIndex: number;
}

/**
 * What the node supplies to an agent, a human review, or a trigger that starts an execution for each
 * call: the tools of a ready server. Nothing is asked of the vendor before a tool is called.
 *
 * @throws NodeOperationError naming the parameter that cannot be used
 */
export function supplyTools(context: ISupplyDataFunctions, itemIndex: number): SupplyData {
	const settings = toolkitOf(context, itemIndex);
	const connection = connectToolkit(context, settings);
	const supplying = { context, settings, connection, itemIndex };
	const tools = settings.tools.map((offered) => toSuppliedTool(offered, supplying));
	return { response: { tools, getTools: () => tools } };
}

export function toolkitOf(
	context: Pick<ISupplyDataFunctions, 'getNode' | 'getNodeParameter'>,
	itemIndex: number,
): ToolkitSettings {
	try {
		return readToolkit((name, fallback) => context.getNodeParameter(name, itemIndex, fallback));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new NodeOperationError(context.getNode(), error.message, { itemIndex });
	}
}

function toSuppliedTool(offered: OfferedTool, supplying: Supplying): SuppliedTool {
	const { context, settings } = supplying;
	const { name, description, inputSchema } = describeTool(offered, settings);
	const reads = suppliedNode(context);
	const reader = toToolReader(context, reads);
	const schema = reader.review === 'person' && reads ? withReview(inputSchema, reads) : inputSchema;
	const invoke = async (args: unknown, config?: unknown) =>
		await call(offered, name, { args, caller: callerIn(config) }, supplying);
	const tool: SuppliedTool = { name, description, schema, metadata: {}, invoke };
	if (reader.schema !== 'json') return tool;
	// n8n would put a zod schema in its place, and lose much on the way back.
	return Object.defineProperty(tool, 'schema', {
		get: () => schema,
		set: () => undefined,
		enumerable: true,
	});
}

/** Our own trigger makes an error of the protocol's result of it; for agents a failure is a text. */
const TRIGGER = /\.gtmMcpServerTrigger$/;

async function call(
	offered: OfferedTool,
	name: string,
	given: { args: unknown; caller: string | undefined },
	{ context, settings, connection, itemIndex }: Supplying,
): Promise<string> {
	const args = toArguments(given.args);
	const { index } = context.addInputData(NodeConnectionTypes.AiTool, [
		[{ json: { tool: name, ...args } }],
	]);
	const isTrigger = TRIGGER.test(suppliedNode(context)?.type ?? '');
	const needsReview = settings.writes === 'ask' && isWriting(offered) && !isTrigger;
	const end: ToolEnd = needsReview
		? { kind: 'failed', message: approvalNeeded(name) }
		: await runTool(
				offered,
				args,
				connection.runFor({
					id: callIdOf(context),
					caller: given.caller ?? agentIn(context),
					signal: signalOf(context),
				}),
			);
	if (end.kind === 'data') {
		const text = JSON.stringify(end.data);
		context.addOutputData(NodeConnectionTypes.AiTool, index, [[{ json: { response: text } }]]);
		return text;
	}
	const error = new NodeOperationError(context.getNode(), end.message, { itemIndex });
	context.addOutputData(NodeConnectionTypes.AiTool, index, error);
	if (isTrigger) throw error;
	return end.message;
}

/** A webhook has no execution, such as that of n8n's own MCP trigger: each call is then one by itself. */
function callIdOf(context: ISupplyDataFunctions): string {
	const execution = context.getExecutionId() as string | undefined;
	return execution ?? randomUUID();
}

/** Who calls where no server does: the agents of one workflow are one. */
export function agentIn(context: Pick<ISupplyDataFunctions, 'getWorkflow'>): string {
	return `${context.getWorkflow().id ?? ''} agent`;
}

function callerIn(config: unknown): string | undefined {
	const { metadata } = (config ?? {}) as { metadata?: { caller?: unknown } };
	return typeof metadata?.caller === 'string' ? metadata.caller : undefined;
}

/** What a model is told of a tool that it may not run by itself. */
export function approvalNeeded(name: string): string {
	return `${name} did not run: a person must approve it. Tell the user what you would have written.`;
}

export function signalOf(context: ISupplyDataFunctions): AbortSignal | undefined {
	return context.getExecutionCancelSignal();
}

/** Agents of old hand over JSON text. */
function toArguments(given: unknown): Record<string, unknown> {
	if (typeof given === 'object' && given !== null) return { ...given };
	if (typeof given !== 'string') return {};
	try {
		return toArguments(JSON.parse(given) as object);
	} catch {
		return {}; // Not an object: the tool then misses its arguments, and says which.
	}
}
