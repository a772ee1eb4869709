import type { McpServerAccess, RequestOptions } from '../access/mcp-server-access';
import { McpClientError } from '../client-error';
import { isSchemaObject } from '../form/json-schema';
import type { AgentTool } from './agent-tool';
import {
	type ModelResult,
	promptToModelResult,
	resourceToModelResult,
	toModelResult,
	trimmed,
} from './result/model-result';

type Arguments = Record<string, unknown>;

/** The part of an access that an agent's tools use. */
export type AgentAccess = Pick<
	McpServerAccess,
	'callTool' | 'getPrompt' | 'listResources' | 'listResourceTemplates' | 'readResource'
>;

/**
 * Runs a tool with what the model sent, and gives the result in words for the model.
 *
 * @param tokens the estimated length that the result may have
 * @throws McpClientError if the server cannot be asked, or refuses
 */
export async function callAgentTool(
	access: AgentAccess,
	tool: AgentTool,
	given: Arguments,
	tokens: number,
	options: RequestOptions,
): Promise<ModelResult> {
	const args = tool.input.restore(given) as Arguments;
	const limits = { tokens, argumentNames: tool.argumentNames };
	switch (tool.target.kind) {
		case 'tool': {
			const { value } = await access.callTool(tool.target.name, args, options);
			return toModelResult(value, limits);
		}
		case 'listResources':
			return trimmed(await listResources(access, args, options), [], false, limits);
		case 'readResource': {
			const { value } = await access.readResource(requireText(args, 'uri'), options);
			return resourceToModelResult(value, toOffset(args.offset), limits);
		}
		case 'getPrompt': {
			const { value } = await access.getPrompt(
				requireText(args, 'name'),
				toTexts(args.arguments),
				options,
			);
			return promptToModelResult(value, limits);
		}
		case 'outage':
			return trimmed(`The server cannot be reached: ${tool.target.reason}`, [], true, limits);
	}
}

async function listResources(
	access: AgentAccess,
	{ filter }: Arguments,
	options: RequestOptions,
): Promise<unknown> {
	const [resources, templates] = await Promise.all([
		access.listResources(options),
		access.listResourceTemplates(options),
	]);
	const wanted = typeof filter === 'string' ? filter.toLowerCase() : '';
	const matches = (each: object) => JSON.stringify(each).toLowerCase().includes(wanted);
	return {
		resources: resources.value
			.map(({ uri, name, title, description, mimeType, size }) => ({
				...{ uri, name, title, description, mimeType, size },
			}))
			.filter(matches),
		templates: templates.value
			.map(({ uriTemplate, name, title, description, mimeType }) => ({
				...{ uriTemplate, name, title, description, mimeType },
			}))
			.filter(matches),
	};
}

function requireText(args: Arguments, name: string): string {
	const value = args[name];
	if (typeof value === 'string' && value !== '') return value;
	throw new McpClientError('call', `The argument "${name}" is missing`, {
		hint: `Call the tool again with a text for "${name}".`,
		delivery: 'notSent',
	});
}

function toOffset(value: unknown): number {
	return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}

/** Prompts take text only; models give numbers where text looks like one. */
function toTexts(value: unknown): Record<string, string> {
	if (!isSchemaObject(value)) return {};
	const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
	return Object.fromEntries(
		entries.map(([name, each]) => [name, typeof each === 'string' ? each : JSON.stringify(each)]),
	);
}
