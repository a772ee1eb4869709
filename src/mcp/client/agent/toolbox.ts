import type { Prompt, Tool } from '../../../third-party/mcp-client';
import { type JsonSchema, isSchemaObject } from '../form/json-schema';
import { isToolListed, toolEffect } from '../guard/tool-decision';
import type { ToolGuard } from '../guard/tool-guard';
import type { AgentTool, ToolEffect } from './agent-tool';
import { repairArguments } from './repaired-arguments';
import { getPromptTool, listResourcesTool, readResourceTool } from './resource-tools';
import type { Adapted } from './schema/adapted-schema';
import { type CompatibilityProfile, type SchemaReader, adaptSchema } from './schema/compatibility';
import { toModelName } from './tool-name';

/** What a server offers, as far as it was asked for. */
export interface Offer {
	tools: readonly Tool[];
	/** `none`: the model gets no tools for resources. */
	resources: 'offered' | 'none';
	/** Empty: the model gets no tool for prompts. */
	prompts: readonly Prompt[];
}

/** Which tools an agent gets. Entries are names, or patterns in which `*` is anything. */
export type ToolSelection =
	| { mode: 'all' }
	| { mode: 'selected'; names: readonly string[] }
	| { mode: 'except'; names: readonly string[] };

export interface ToolboxSettings {
	/** Goes before each name; empty for none. */
	prefix: string;
	selection: ToolSelection;
	/** Only tools that read, only tools that write, or both. */
	effects: readonly ToolEffect[];
	/** What is known of the effects of tools beside their annotations. */
	known: Pick<ToolGuard, 'knownReads' | 'knownWrites'>;
	profile: CompatibilityProfile;
	reader: SchemaReader;
}

/** The tools that an agent gets of what a server offers, in the server's order, each name once. */
export function toToolbox(offer: Offer, settings: ToolboxSettings): AgentTool[] {
	const { prefix, selection, effects, profile, reader } = settings;
	const tools = offer.tools
		.filter(({ name }) => isSelected(name, selection))
		.map((tool) => toAgentTool(tool, settings));
	const extras = [
		...(offer.resources === 'none' ? [] : [listResourcesTool(prefix), readResourceTool(prefix)]),
		...(offer.prompts.length === 0 ? [] : [getPromptTool(prefix, offer.prompts)]),
	].map((tool) => ({ ...tool, input: adaptSchema(tool.input.schema, profile, reader) }));
	const byName = new Map<string, AgentTool>();
	for (const tool of [...tools, ...extras].filter(({ effect }) => effects.includes(effect))) {
		// The server's own tools come first, and keep their names if one is called like an extra.
		if (!byName.has(tool.name)) byName.set(tool.name, tool);
	}
	return [...byName.values()];
}

function isSelected(name: string, selection: ToolSelection): boolean {
	switch (selection.mode) {
		case 'all':
			return true;
		case 'selected':
			// An empty list of allowed tools allows all of them; here nothing is chosen yet.
			return selection.names.length > 0 && isToolListed(name, listing({ allow: selection.names }));
		case 'except':
			return isToolListed(name, listing({ deny: selection.names }));
	}
}

function listing(lists: Partial<Pick<ToolGuard, 'allow' | 'deny'>>): ToolGuard {
	return { allow: [], deny: [], writes: 'allowed', knownReads: [], knownWrites: [], ...lists };
}

function toAgentTool(tool: Tool, { prefix, known, profile, reader }: ToolboxSettings): AgentTool {
	const { name, inputSchema, description, title, annotations } = tool;
	return {
		name: toModelName(name, prefix),
		description: description ?? title ?? annotations?.title ?? `The tool "${name}"`,
		input: repairing(adaptSchema(inputSchema, profile, reader), inputSchema),
		argumentNames: namesIn(inputSchema.properties),
		effect: toolEffect(name, tool, { ...listing({}), ...known }),
		target: { kind: 'tool', name },
	};
}

/** The way from a model's arguments to those of the server, mended on the way. */
function repairing(adapted: Adapted, inputSchema: JsonSchema): Adapted {
	return {
		...adapted,
		restore: (given) => repairArguments(adapted.restore(given) as JsonSchema, inputSchema),
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
		description: `Do not call this tool. The tools of "${node}" are unavailable because their server cannot be reached (${reason}). If the task needs them, tell the user instead of guessing.`,
		input: adaptSchema({ type: 'object', properties: {} }, 'standard', 'json'),
		argumentNames: [],
		effect: 'reads',
		target: { kind: 'outage', reason },
	};
}
