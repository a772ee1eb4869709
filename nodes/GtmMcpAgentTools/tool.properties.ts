import type { INodeProperties } from 'n8n-workflow';

import { dependsOnServer } from '../GtmMcpClient/descriptions/pick.properties';

/** Which tools the agent gets. */
export const toolProperties: INodeProperties[] = [
	{
		displayName: 'Tools to Include',
		name: 'include',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'Also those that the server adds later' },
			{ name: 'All Except', value: 'except', description: 'All but those chosen below' },
			{ name: 'Selected', value: 'selected', description: 'Only those chosen below' },
		],
		default: 'all',
		description:
			'Which tools of the server the agent gets. Every tool costs tokens at each step of the agent: choose those it needs.',
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
		hint: 'An expression may also give patterns, such as {{ ["search_*"] }}',
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
				name: 'Only Those That Read',
				value: 'reads',
				description: 'Tools that say, or that are known, to change nothing',
			},
			{
				name: 'Only Those That Write',
				value: 'writes',
				description: 'For a second toolbox behind a human review',
			},
		],
		default: 'all',
		description:
			'Whether the agent gets tools that change data. A tool counts as one unless its server, the preset or Count as Reading say that it only reads.',
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
					"They run only behind one of n8n's human review steps; without, the agent is told that it needs approval",
			},
			{
				name: 'Run Freely',
				value: 'allowed',
				description: 'The agent decides by itself',
			},
		],
		default: 'reviewed',
		description: 'What has to happen before a tool runs that changes data',
		displayOptions: { hide: { effects: ['reads'] } },
	},
	{
		displayName: 'Resources as Tools',
		name: 'resources',
		type: 'boolean',
		default: false,
		description:
			"Whether the agent also gets tools to list and read the server's resources: documents, records, files",
	},
	{
		displayName: 'Prompts as a Tool',
		name: 'prompts',
		type: 'boolean',
		default: false,
		description:
			"Whether the agent also gets a tool to fetch the server's prompts: instructions for a task",
	},
];
