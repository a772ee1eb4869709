import type { INodeProperties } from 'n8n-workflow';

/** What the node refuses, before anything is sent. For the collection `options`. */
export const guardRails: INodeProperties[] = [
	{
		displayName: 'Allowed Tools',
		name: 'allow',
		type: 'string',
		default: '',
		placeholder: 'e.g. search_*, get_account',
		description: 'Tool names separated by commas; * matches any text. Leave empty for all tools.',
	},
	{
		displayName: 'Denied Tools',
		name: 'deny',
		type: 'string',
		default: '',
		placeholder: 'e.g. delete_*',
		description: 'Tool names separated by commas; * matches any text. Overrides Allowed Tools.',
	},
	{
		displayName: 'Pinned Digest',
		name: 'pin',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9f2c…',
		description:
			'The toolsDigest or pin from the output of Get Server Info, with the same Allowed and Denied Tools. Protects you from tools that change after your review.',
	},
	{
		displayName: 'Treat as Read-Only',
		name: 'readTools',
		type: 'string',
		default: '',
		placeholder: 'e.g. lookup, score_*',
		description: 'Tools that only read data but are not marked as read-only, separated by commas',
	},
	{
		displayName: 'Treat as Write',
		name: 'writeTools',
		type: 'string',
		default: '',
		placeholder: 'e.g. sync_*',
		description:
			'Tools that change data although they are marked as read-only, separated by commas',
	},
	{
		displayName: 'When the Tools Changed',
		name: 'onChange',
		type: 'options',
		options: [
			{ name: 'Stop', value: 'stop', description: 'Call nothing' },
			{ name: 'Warn', value: 'warn', description: 'Continue With a Hint' },
		],
		default: 'stop',
		description: 'What to do if the tools no longer match the pinned digest',
	},
];

/** For the operation that calls a tool: what a person chose is meant, what an expression gives may be anything. */
export const writeTools: INodeProperties = {
	displayName: 'Write Tools',
	name: 'writes',
	type: 'options',
	options: [
		{ name: 'Allow', value: 'allowed', description: 'Also tools that an expression selects' },
		{
			name: 'Allow If Chosen in Tool',
			value: 'chosen',
			description:
				'Tools that you choose or enter in Tool, but not tools that an expression selects',
		},
		{ name: 'Refuse', value: 'blocked', description: 'Call read-only tools only' },
	],
	default: 'chosen',
	description:
		'Whether to allow tools that can change data or contact people. A tool is a write tool unless the server or the preset marks it as read-only.',
};
