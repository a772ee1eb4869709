import type { Prompt, Tool } from '../../../third-party/mcp-client';
import { isSchemaObject } from '../form/json-schema';
import type { AgentTool } from './agent-tool';
import { getPromptTool, listResourcesTool, readResourceTool } from './resource-tools';
import { type CompatibilityProfile, adaptSchema } from './schema/compatibility';
import {
	type KnownAccess,
	type ToolAccess,
	type ToolSelection,
	accessOf,
	isSelected,
} from './tool-selection';
import { toModelName } from './tool-name';

/** What a server offers, as far as it was asked for. */
export interface Offer {
	tools: readonly Tool[];
	/** `undefined`: the model gets no tools for resources. */
	resources?: 'offered';
	/** `undefined`: the model gets no tool for prompts. */
	prompts?: readonly Prompt[];
}

export interface ToolboxSettings {
	/** Goes before each name; empty for none. */
	prefix: string;
	selection: ToolSelection;
	/** Only tools that read, only tools that write, or both. */
	access: readonly ToolAccess[];
	known: KnownAccess;
	profile: CompatibilityProfile;
}

/** The tools that an agent gets of what a server offers, in the server's order, each name once. */
export function toToolbox(offer: Offer, settings: ToolboxSettings): AgentTool[] {
	const { prefix, selection, access, profile } = settings;
	const tools = offer.tools
		.filter(({ name }) => isSelected(name, selection))
		.map((tool) => toAgentTool(tool, settings));
	const extras = [
		...(offer.resources === undefined ? [] : [listResourcesTool(prefix), readResourceTool(prefix)]),
		...(offer.prompts === undefined ? [] : [getPromptTool(prefix, offer.prompts)]),
	].map((tool) => ({ ...tool, input: adaptSchema(tool.input.schema, profile) }));
	const byName = new Map<string, AgentTool>();
	for (const tool of [...tools, ...extras].filter((each) => access.includes(each.access))) {
		// The server's own tools come first, and keep their names if one is called like an extra.
		if (!byName.has(tool.name)) byName.set(tool.name, tool);
	}
	return [...byName.values()];
}

function toAgentTool(tool: Tool, { prefix, known, profile }: ToolboxSettings): AgentTool {
	const { name, inputSchema, description, title, annotations } = tool;
	const input = adaptSchema(inputSchema, profile);
	return {
		name: toModelName(name, prefix),
		description: description ?? title ?? annotations?.title ?? `The tool "${name}"`,
		input,
		argumentNames: namesIn(inputSchema.properties),
		access: accessOf(tool, known),
		target: { kind: 'tool', name },
	};
}

function namesIn(properties: unknown): string[] {
	return isSchemaObject(properties) ? Object.keys(properties) : [];
}

/**
 * The one tool of a server that cannot be reached: it lets the model know, and say, that something
 * is missing. It does nothing when called.
 *
 * @param node the name of the n8n node, unique in its workflow, so that two outages keep apart
 */
export function outageTool(node: string, reason: string): AgentTool {
	return {
		name: toModelName(`${node.replace(/\s+/g, '_')}_unavailable`, ''),
		description: `Not a tool to use: the tools of "${node}" are missing because their server cannot be reached at the moment (${reason}). If they are needed for the task, tell the user so instead of guessing.`,
		input: adaptSchema({ type: 'object', properties: {} }, 'standard'),
		argumentNames: [],
		access: 'read',
		target: { kind: 'outage', reason },
	};
}
