import type { INodeProperties } from 'n8n-workflow';

import { dependsOnServer } from '../GtmMcpClient/descriptions/pick.properties';

/** Which tools the agent gets. */
export const toolProperties: INodeProperties[] = [
	{
		displayName: 'Tools to Include',
		name: 'include',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'Include tools that the server adds later' },
			{ name: 'All Except', value: 'except', description: 'All tools except those chosen below' },
			{ name: 'Selected', value: 'selected', description: 'Only the tools chosen below' },
		],
		default: 'all',
		description:
			'Which tools of the server the agent gets. Each tool costs tokens at every step, so choose only those it needs.',
	},
	{
		displayName: 'Tool Names or IDs',
		name: 'tools',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getTools',
			loadOptionsDependsOn: dependsOnServer,
		},
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'An expression can also contain patterns, such as {{ ["search_*"] }}',
		displayOptions: { show: { include: ['selected', 'except'] } },
	},
];

/** What the agent may do with them, and what else it gets. For the collection `options`. */
export const effectProperties: INodeProperties[] = [
	{
		displayName: 'Tools by Effect',
		name: 'effects',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{
				name: 'Read-Only Tools',
				value: 'reads',
				description: 'Tools marked as read-only by the server or by the preset',
			},
			{
				name: 'Write Tools',
				value: 'writes',
				description: 'Use this for a second toolbox behind a human review',
			},
		],
		default: 'all',
		description:
			'Whether the agent gets tools that change data. A tool is a write tool unless its server, the preset or Treat as Read-Only marks it as read-only.',
	},
	{
		displayName: 'Write Tools',
		name: 'writes',
		type: 'options',
		options: [
			{
				name: 'Need Human Review',
				value: 'reviewed',
				description:
					'Write tools run only behind a human review step of n8n. Without one, the agent is told that it needs approval.',
			},
			{
				name: 'Run Freely',
				value: 'allowed',
				description: 'The agent decides on its own',
			},
		],
		default: 'reviewed',
		description: 'What is required before a tool that changes data runs',
		displayOptions: { hide: { effects: ['reads'] } },
	},
	{
		displayName: 'Resources as Tools',
		name: 'resources',
		type: 'boolean',
		default: false,
		description:
			"Whether the agent also gets tools to list and read the server's resources, such as documents, records and files",
	},
	{
		displayName: 'Prompts as a Tool',
		name: 'prompts',
		type: 'boolean',
		default: false,
		description:
			"Whether the agent also gets a tool to fetch the server's prompts, which are instructions for a task",
	},
];
