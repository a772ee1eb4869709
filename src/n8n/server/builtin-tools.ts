import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { mcpProcess } from './mcp-process';
import type { BuiltinTool } from '../../mcp/server/builtin/builtin-tools';

/**
 * The entry for other parts of this package that offer tools: every trigger of the process can serve
 * them, where its owner switches them on under *Built-In Tools*. Call it when the part is loaded, from
 * a module that the trigger's node imports, so that the tools are there before a server is published.
 *
 * @returns the function that takes the tool back
 */
export function registerBuiltinTool(tool: BuiltinTool): () => void {
	return mcpProcess().builtinTools.register(tool);
}

/** What the node's list offers. */
export async function getBuiltinTools(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return mcpProcess()
		.builtinTools.list()
		.map(({ name, title, description }) => ({ name: title ?? name, value: name, description }));
}
