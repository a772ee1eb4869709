import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { operations } from './operations';

/** The resources, the operations of each, and the parameters of these. */
export const operationProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Completion', value: 'completion' },
			{ name: 'Prompt', value: 'prompt' },
			{ name: 'Resource', value: 'resource' },
			{ name: 'Server', value: 'server' },
			{ name: 'Session', value: 'session' },
			{ name: 'Tool', value: 'tool' },
		],
		default: 'tool',
	},
	choice('completion', 'complete', [
		{
			name: 'Complete',
			value: 'complete',
			action: 'Complete an argument',
			description: 'Get what the server suggests for an argument of a prompt or template',
		},
	]),
	choice('prompt', 'get', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a prompt',
			description: 'Get the messages of a prompt, its arguments filled in',
		},
		{
			name: 'Get Many',
			value: 'list',
			action: 'Get many prompts',
			description: 'List the prompts that the server offers, with their arguments',
		},
	]),
	choice('resource', 'read', [
		{
			name: 'Get Many',
			value: 'list',
			action: 'Get many resources',
			description: 'List the resources that the server offers',
		},
		{
			name: 'Get Many Templates',
			value: 'listTemplates',
			action: 'Get many resource templates',
			description: 'List the templates for the URIs of resources',
		},
		{
			name: 'Read',
			value: 'read',
			action: 'Read a resource',
			description: 'Read what a resource holds',
		},
	]),
	choice('server', 'info', [
		{
			name: 'Health Check',
			value: 'health',
			action: 'Check the health of a server',
			description: 'Ask every endpoint whether it is up, and how fast it answers',
		},
		{
			name: 'Info',
			value: 'info',
			action: 'Get info of a server',
			description: 'What the server says of itself, its capabilities, and the digest of its tools',
		},
	]),
	choice('session', 'read', [
		{
			name: 'Read',
			value: 'read',
			action: 'Read a session',
			description: 'What was read and done, in which order, by which server',
		},
	]),
	choice('tool', 'call', [
		{
			name: 'Call',
			value: 'call',
			action: 'Call a tool',
			description: 'Run a tool of the server and output what it returns',
		},
		{
			name: 'Get Many',
			value: 'list',
			action: 'Get many tools',
			description: 'List the tools that the server offers, with their input schemas',
		},
	]),
	...Object.values(operations)
		.flatMap((ofResource) => Object.values(ofResource) as Array<{ description: INodeProperties[] }>)
		.flatMap(({ description }) => description),
];

function choice(
	resource: keyof typeof operations,
	value: string,
	options: INodePropertyOptions[],
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: value,
	};
}
