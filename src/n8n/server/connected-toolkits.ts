import { NodeConnectionTypes, type INode, type NodeTypeAndVersion } from 'n8n-workflow';

import { readCard } from './card-files';
import { contextOfNode } from '../runtime-internals';
import { type ToolkitContext, connectToolkit } from '../toolkit/toolkit-connection';
import { createToolkitProvider } from '../toolkit/toolkit-provider';
import { type ToolkitSettings, readToolkit } from '../toolkit/toolkit-settings';
import { isWriting } from '../../gtm/toolkit/offered-tool';
import type { CatalogDeclaration } from '../../mcp/server/catalog/catalog';
import { withProviders } from '../../mcp/server/provider/declarations';

/** What the contexts of a trigger share of knowing what is connected to it. */
export interface ConnectedNodesReader {
	getNode(): INode;
	getParentNodes(
		name: string,
		options: { connectionType: typeof NodeConnectionTypes.AiTool; depth: number },
	): NodeTypeAndVersion[];
}

const TOOLKIT = /\.gtmToolkit$/;

export function isToolkit({ type }: Pick<INode, 'type'>): boolean {
	return TOOLKIT.test(type);
}

/** Nodes on the Tools port that are in use. */
function toolNodes(context: ConnectedNodesReader): NodeTypeAndVersion[] {
	const options = { connectionType: NodeConnectionTypes.AiTool, depth: 1 };
	return context
		.getParentNodes(context.getNode().name, options)
		.filter(({ disabled }) => !disabled);
}

/** Whether nodes are connected that only an execution, or a webhook, can ask for their tools. */
export function hasOtherTools(context: ConnectedNodesReader): boolean {
	return toolNodes(context).some((node) => !isToolkit(node));
}

/** A toolkit that is connected to a trigger, as far as its parameters say. */
export interface ConnectedToolkit {
	name: string;
	/** Another one if the node was changed. */
	key: string;
	/** Of the toolkit's own node: to read its parameters, and to reach its vendor. */
	reads: ToolkitContext;
	sends: ToolkitContext;
}

/** The toolkits on the Tools port; nothing is asked of them, or of their vendors. */
export function connectedToolkits(context: ConnectedNodesReader): ConnectedToolkit[] {
	return toolNodes(context)
		.filter(isToolkit)
		.map(({ name }) => {
			const reads = contextOfNode(context, name, 'reads');
			const { parameters, credentials } = reads.getNode();
			const key = JSON.stringify([name, parameters, credentials]);
			return { name, key, reads, sends: contextOfNode(context, name, 'sends') };
		});
}

/**
 * A server that offers what its toolkits do, too.
 *
 * @throws RangeError naming the toolkit and the parameter that cannot be used
 */
export function withToolkits(
	declaration: CatalogDeclaration,
	toolkits: readonly ConnectedToolkit[],
): CatalogDeclaration {
	return toolkits.reduce(withToolkit, declaration);
}

function withToolkit(
	server: CatalogDeclaration,
	{ name: nodeName, reads, sends }: ConnectedToolkit,
): CatalogDeclaration {
	const settings = settingsOf(nodeName, reads);
	const provider = createToolkitProvider(
		settings,
		connectToolkit(sends, settings, 'behind'),
		nodeName,
		readCard,
	);
	const declared = withProviders(server, [provider]);
	const executed = new Set(executedTools(settings, provider.tools));
	return {
		...declared,
		tools: declared.tools.map((tool, position) =>
			// Those of the toolkit stand after what there was.
			position >= server.tools.length && executed.has(tool.name)
				? { ...tool, target: { kind: 'connected', nodeName } }
				: tool,
		),
	};
}

/** The tools whose calls are executions. Those that ask first are not: they ask before they begin. */
function executedTools(
	{ calls, writes, tools }: ToolkitSettings,
	named: ReadonlyArray<{ name: string }>,
): string[] {
	if (calls === 'inProcess') return [];
	return named
		.filter((_, at) => {
			const offered = tools[at];
			return offered !== undefined && !(writes === 'ask' && isWriting(offered));
		})
		.map(({ name }) => name);
}

function settingsOf(nodeName: string, context: ToolkitContext): ToolkitSettings {
	const reader = context as { getNodeParameter(name: string, fallback: unknown): unknown };
	try {
		return readToolkit((name, fallback) => reader.getNodeParameter(name, fallback));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new RangeError(`"${nodeName}", ${error.message}`);
	}
}
