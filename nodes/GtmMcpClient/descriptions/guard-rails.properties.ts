import type { INodeProperties } from 'n8n-workflow';

/** What the node refuses, before anything is sent. */
export const guardRails: INodeProperties = {
	displayName: 'Guard Rails',
	name: 'guardRails',
	type: 'collection',
	placeholder: 'Add guard rail',
	default: {},
	options: [
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
				'What Server: Info gives as toolsDigest or pin, of the tools as you reviewed them, with the same Allowed and Denied Tools. It guards against tools that are changed behind your back.',
		},
		{
			displayName: 'Tools That Only Read',
			name: 'readTools',
			type: 'string',
			default: '',
			placeholder: 'e.g. lookup, score_*',
			description:
				'Tools that need no Allow Write Tools although they do not say that they only read; separated by commas',
		},
		{
			displayName: 'Tools That Write',
			name: 'writeTools',
			type: 'string',
			default: '',
			placeholder: 'e.g. sync_*',
			description: 'Tools that write whatever they say of themselves; separated by commas',
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
	],
};
