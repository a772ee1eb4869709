import type { INodeProperties } from 'n8n-workflow';

/** What the node refuses, before anything is sent. For the collection `options`. */
export const guardRails: INodeProperties[] = [
	{
		displayName: 'Allowed Tools',
		name: 'allow',
		type: 'string',
		default: '',
		placeholder: 'e.g. search_*, get_account',
		description: 'Separated by commas; * stands for any text. All tools if empty.',
	},
	{
		displayName: 'Denied Tools',
		name: 'deny',
		type: 'string',
		default: '',
		placeholder: 'e.g. delete_*',
		description: 'Separated by commas; * stands for any text. Wins over Allowed Tools.',
	},
	{
		displayName: 'Pinned Digest',
		name: 'pin',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9f2c…',
		description:
			'What Get Server Info gives as toolsDigest or pin, of the tools as you reviewed them, with the same Allowed and Denied Tools. It guards against tools that are changed behind your back.',
	},
	{
		displayName: 'Count as Reading',
		name: 'readTools',
		type: 'string',
		default: '',
		placeholder: 'e.g. lookup, score_*',
		description: 'Tools that count as reading although they do not say so, separated by commas',
	},
	{
		displayName: 'Count as Writing',
		name: 'writeTools',
		type: 'string',
		default: '',
		placeholder: 'e.g. sync_*',
		description: 'Tools that count as writing whatever they say of themselves, separated by commas',
	},
	{
		displayName: 'When the Tools Changed',
		name: 'onChange',
		type: 'options',
		options: [
			{ name: 'Stop', value: 'stop', description: 'Call nothing' },
			{ name: 'Warn', value: 'warn', description: 'Go on, with a hint' },
		],
		default: 'stop',
		description: 'What to do when the tools no longer fit the pinned digest',
	},
];

/** For the operation that calls a tool: what a person chose is meant, what an expression gives may be anything. */
export const writeTools: INodeProperties = {
	displayName: 'Write Tools',
	name: 'writes',
	type: 'options',
	options: [
		{ name: 'Allow', value: 'allowed', description: 'Also those that an expression names' },
		{
			name: 'Allow If Chosen Here',
			value: 'chosen',
			description: 'Those that are chosen or entered in Tool, not those that an expression names',
		},
		{ name: 'Refuse', value: 'blocked', description: 'Call only tools that change nothing' },
	],
	default: 'chosen',
	description:
		'Whether tools may be called that can change something or reach a person. A tool counts as one unless the server, or the preset, says that it only reads.',
};
