import type { Prompt } from '../../../third-party/mcp-client';
import type { AgentTool } from './agent-tool';
import { asIs } from './schema/argument-names';
import { toModelName } from './tool-name';

/** More prompts than these are not named in the description of the tool that gets them. */
const PROMPTS_DESCRIBED = 50;

/** A tool that lists what can be read: resources, and templates of their addresses. */
export function listResourcesTool(prefix: string): AgentTool {
	return {
		name: toModelName('list_resources', prefix),
		description:
			'Lists the resources of the server (documents, records, files): their URIs, names and descriptions. Read one with read_resource.',
		input: asIs({
			type: 'object',
			properties: {
				filter: {
					type: 'string',
					description: 'Only list resources with this text in their URI, name or description',
				},
			},
			additionalProperties: false,
		}),
		argumentNames: ['filter'],
		effect: 'reads',
		target: { kind: 'listResources' },
	};
}

/** A tool that reads one resource, long ones piece by piece. */
export function readResourceTool(prefix: string): AgentTool {
	return {
		name: toModelName('read_resource', prefix),
		description:
			'Reads a resource of the server by its URI. Find URIs with list_resources, or in the results of other tools.',
		input: asIs({
			type: 'object',
			properties: {
				uri: { type: 'string', description: 'The URI, exactly as you received it' },
				offset: {
					type: 'integer',
					minimum: 0,
					description: 'Start position in characters, to continue reading a long resource',
				},
			},
			required: ['uri'],
			additionalProperties: false,
		}),
		argumentNames: ['uri', 'offset'],
		effect: 'reads',
		target: { kind: 'readResource' },
	};
}

/** A tool that gets one of the server's prompts: instructions that it has for a task. */
export function getPromptTool(prefix: string, prompts: readonly Prompt[]): AgentTool {
	const described = prompts.slice(0, PROMPTS_DESCRIBED).map(describe);
	return {
		name: toModelName('get_prompt', prefix),
		description: `Gets instructions of the server for a task. Follow them. Available: ${described.join('; ')}.`,
		input: asIs({
			type: 'object',
			properties: {
				name: { type: 'string', enum: prompts.map(({ name }) => name) },
				arguments: {
					type: 'object',
					description: 'The arguments of the prompt, each as text',
					additionalProperties: { type: 'string' },
				},
			},
			required: ['name'],
			additionalProperties: false,
		}),
		argumentNames: ['name', 'arguments'],
		effect: 'reads',
		target: { kind: 'getPrompt' },
	};
}

function describe({ name, description, arguments: parameters = [] }: Prompt): string {
	const taken = parameters.map((each) => (each.required ? each.name : `${each.name} (optional)`));
	const withArguments = taken.length === 0 ? name : `${name} with ${taken.join(', ')}`;
	return description === undefined ? withArguments : `${withArguments}: ${description}`;
}
