import type { INodeProperties } from 'n8n-workflow';

import { operations } from './operations';

/** The operations, in the order of their use, and the parameters of each. */
export const operationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		// eslint-disable-next-line n8n-nodes-base/node-param-options-type-unsorted-items -- what most people want stands first
		options: [
			{
				name: 'Call a Tool',
				value: 'callTool',
				action: 'Call a tool',
				description: 'Run a tool of the server and output what it returns',
			},
			{
				name: 'Get Many Tools',
				value: 'listTools',
				action: 'Get many tools',
				description: 'List the tools that the server offers, with their input schemas',
			},
			{
				name: 'Read a Resource',
				value: 'readResource',
				action: 'Read a resource',
				description: 'Read the content of a resource',
			},
			{
				name: 'Get Many Resources',
				value: 'listResources',
				action: 'Get many resources',
				description: 'List the resources that the server offers',
			},
			{
				name: 'Get Many Resource Templates',
				value: 'listResourceTemplates',
				action: 'Get many resource templates',
				description: 'List the URI templates for resources',
			},
			{
				name: 'Get a Prompt',
				value: 'getPrompt',
				action: 'Get a prompt',
				description: 'Get the messages of a prompt with its arguments filled in',
			},
			{
				name: 'Get Many Prompts',
				value: 'listPrompts',
				action: 'Get many prompts',
				description: 'List the prompts that the server offers, with their arguments',
			},
			{
				name: 'Complete an Argument',
				value: 'complete',
				action: 'Complete an argument',
				description: 'Get suggestions for an argument of a prompt or resource template',
			},
			{
				name: 'Get Server Info',
				value: 'serverInfo',
				action: 'Get info of a server',
				description:
					'Get the name, version and capabilities of the server, and the digest of its tools',
			},
			{
				name: 'Check Health of a Server',
				value: 'checkHealth',
				action: 'Check the health of a server',
				description: 'Check whether each endpoint is up and how fast it responds',
			},
			{
				name: 'Read a Session',
				value: 'readSession',
				action: 'Read a session',
				description: 'List what was read and done, in order, with the server of each step',
			},
		],
		default: 'callTool',
	},
	...Object.values(operations).flatMap(({ description }) => description),
];
