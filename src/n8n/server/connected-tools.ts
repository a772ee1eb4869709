import { NodeConnectionTypes, type INode } from 'n8n-workflow';

import { toolSchemaOf } from './connected-tool-schema';
import { isToolkit } from './connected-toolkits';
import type { ToolDeclaration } from '../../mcp/server/catalog/tools';
import type { JsonObject } from '../../mcp/protocol/json-rpc';

/** A tool that a node supplies which is connected to the trigger's Tools port. */
export interface ConnectedTool {
	name: string;
	description: string;
	inputSchema: JsonObject;
	nodeName: string;
	/** @param caller who calls the server: for the budgets of ready servers */
	invoke: (args: JsonObject, caller?: string) => Promise<unknown>;
}

/** What webhook and execution contexts share of reading connected nodes. */
export interface ConnectionReader {
	getNode(): INode;
	getInputConnectionData(
		type: typeof NodeConnectionTypes.AiTool,
		itemIndex: number,
	): Promise<unknown>;
}

/** On the contexts of n8n-core, not in their public type: which nodes a port is connected with. */
interface KnowsConnectedNodes {
	getConnectedNodes?(type: string): INode[];
}

/** The shape by which n8n tells tools and toolkits; there may be several copies of their classes. */
interface SuppliedTool {
	name: string;
	description: string;
	schema?: unknown;
	metadata?: { sourceNodeName?: string; gatedToolNodeName?: string };
	invoke(args: unknown, config?: object): Promise<unknown>;
}

/**
 * The tools of all connected nodes but ready servers (connected-toolkits.ts), n8n's toolkits taken
 * apart. A node that fails costs its own tools only: n8n would let it take down all of them.
 *
 * @param report hears of nodes that failed
 * @param only the one node to ask; all if left out
 */
export async function readConnectedTools(
	context: ConnectionReader,
	report: (message: string) => void,
	only?: string,
): Promise<ConnectedTool[]> {
	const all = (context as KnowsConnectedNodes).getConnectedNodes?.(NodeConnectionTypes.AiTool);
	const nodes = all?.filter((node) => (only === undefined ? !isToolkit(node) : node.name === only));
	if (nodes === undefined) return toTools(await supply(context), context.getNode().name);
	const perNode = await Promise.all(
		nodes.map(async (node) => {
			try {
				return toTools(await supply(onlyWith(context, node)), node.name);
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				report(`the tools of the node "${node.name}" are not offered: ${reason}`);
				return [];
			}
		}),
	);
	return perNode.flat();
}

async function supply(context: ConnectionReader): Promise<unknown> {
	return await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
}

/** The same context, as if no other node were connected. */
function onlyWith(context: ConnectionReader, node: INode): ConnectionReader {
	return Object.create(context, {
		getConnectedNodes: { value: () => [node] },
	}) as ConnectionReader;
}

/** @param supplied one answer a node; a node may supply a tool, several, or a toolkit */
function toTools(supplied: unknown, nodeName: string): ConnectedTool[] {
	return [supplied]
		.flat(2)
		.flatMap((each) => (isSuppliedToolkit(each) ? each.tools : [each]))
		.filter(isTool)
		.filter(({ metadata }) => metadata?.gatedToolNodeName === undefined)
		.map((tool) => ({
			name: tool.name,
			description: tool.description,
			inputSchema: toolSchemaOf(tool.schema),
			nodeName,
			// LangChain's place for what is about a call and none of its arguments.
			invoke: async (args, caller) =>
				await (caller === undefined
					? tool.invoke(args)
					: tool.invoke(args, { metadata: { caller } })),
		}));
}

function isSuppliedToolkit(value: unknown): value is { tools: unknown[] } {
	return (
		typeof value === 'object' && value !== null && 'tools' in value && Array.isArray(value.tools)
	);
}

function isTool(value: unknown): value is SuppliedTool {
	const tool = value as Partial<SuppliedTool> | null | undefined;
	return typeof tool?.name === 'string' && typeof tool.invoke === 'function';
}

/** Connected tools as declarations. Names that the trigger's own branches use are left to these. */
export function declareConnectedTools(
	tools: readonly Omit<ConnectedTool, 'invoke'>[],
	taken: ReadonlySet<string>,
): ToolDeclaration[] {
	const names = new Set(taken);
	return tools
		.filter(({ name }) => !names.has(name) && names.add(name))
		.map(({ name, description, inputSchema, nodeName }) => ({
			place: { list: 'Branch', position: -1 },
			name,
			description: description || `The tool of the node "${nodeName}"`,
			input: { kind: 'schema', schema: inputSchema, tolerant: true },
			execution: 'call',
			resultFields: [],
			target: { kind: 'connected', nodeName },
		}));
}
