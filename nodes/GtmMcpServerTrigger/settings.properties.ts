import type { INodeProperties } from 'n8n-workflow';

const requiredScope: INodeProperties = {
	displayName: 'Required Scope',
	name: 'requiredScope',
	type: 'string',
	default: '',
	placeholder: 'e.g. crm:write',
	description: 'Only callers whose token has this scope can use it. Needs JWT authentication.',
};

const resultFields: INodeProperties = {
	displayName: 'Result Fields',
	name: 'resultFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, score, company.domain',
	description: 'The only result fields to send, separated by commas. Leave empty for all.',
};

const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Qualify a lead',
	description: 'Name that the client shows to people',
};

/** Adding it turns the branch off; without it, a branch is on. */
const turnedOff: INodeProperties = {
	displayName: 'Turned Off',
	name: 'turnedOff',
	type: 'boolean',
	default: true,
	description: 'Whether to hide it from clients. Its output and connections stay on the canvas.',
};

const card: INodeProperties = {
	displayName: 'Card',
	name: 'card',
	type: 'fixedCollection',
	default: { shown: { as: 'table' } },
	description:
		'How Claude, ChatGPT, VS Code and other clients with MCP Apps show the result in the chat. Other clients show text.',
	options: [
		{
			displayName: 'Card',
			name: 'shown',
			values: [
				{
					displayName: 'Show As',
					name: 'as',
					type: 'options',
					options: [
						{
							name: 'Approval',
							value: 'approval',
							description:
								'A person allows, changes or refuses each call before the workflow runs. Clients without cards are asked by form.',
						},
						{ name: 'Chart', value: 'chart', description: 'Numbers as bars, or over time' },
						{ name: 'Own HTML', value: 'html', description: 'A page of your own, in one file' },
						{ name: 'Record', value: 'record', description: 'One record with its fields' },
						{ name: 'Table', value: 'table', description: 'A list of records' },
					],
					default: 'table',
				},
				{
					displayName: 'HTML',
					name: 'html',
					type: 'string',
					typeOptions: { rows: 6 },
					default: '',
					placeholder: 'e.g. <!doctype html><h1>Score</h1>',
					description: 'A page that loads nothing, and gets the result as an MCP App does',
					displayOptions: { show: { as: ['html'] } },
				},
			],
		},
	],
};

const settingsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options,
});

export const toolSettings = settingsOf([
	{
		displayName: 'Annotations',
		name: 'annotations',
		type: 'multiOptions',
		options: [
			{
				name: 'Destructive',
				value: 'destructive',
				description: 'It can delete or overwrite data',
			},
			{
				name: 'Idempotent',
				value: 'idempotent',
				description: 'Calling it twice has the same effect as calling it once',
			},
			{
				name: 'Open World',
				value: 'openWorld',
				description: 'It contacts systems outside of this n8n',
			},
			{ name: 'Read Only', value: 'readOnly', description: 'It does not change anything' },
		],
		default: [],
		description: 'What the tool does. Clients use it to decide whether to ask their user first.',
	},
	card,
	{
		displayName: 'Execution',
		name: 'execution',
		type: 'options',
		options: [
			{ name: 'Answer the Call', value: 'call', description: 'The client waits for the result' },
			{
				name: 'Task',
				value: 'task',
				description:
					'The client gets a task and fetches the result later. Clients without tasks get an error.',
			},
			{
				name: 'Task if Supported',
				value: 'taskIfSupported',
				description: 'A task if the client supports tasks; otherwise the client waits',
			},
		],
		default: 'call',
		description: 'How to answer if the workflow runs long',
	},
	{
		displayName: 'Icon URL',
		name: 'iconUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/icon.png',
		description: 'Icon that clients show next to the tool',
	},
	{
		displayName: 'Output Schema',
		name: 'outputSchema',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '',
		description:
			'JSON Schema of the result. Clients receive it; a result that does not match fails.',
	},
	requiredScope,
	{
		displayName: 'Result',
		name: 'resultShape',
		type: 'options',
		options: [
			{
				name: 'Always a List',
				value: 'list',
				description: 'An object with the list "items", for any number of items',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'An object for one item, a list for any other number of items',
			},
		],
		default: 'list',
		description: 'How to turn the items of the last node into the result',
	},
	resultFields,
	{
		displayName: 'Strict Arguments',
		name: 'strictArguments',
		type: 'boolean',
		default: true,
		description:
			'Whether to reject calls with arguments that are not in Input Fields, or with null for an optional field. Turn off to ignore them: many clients add arguments such as toolCallId.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86400 },
		default: 300,
		description: 'Maximum time for this branch to answer. Overrides the Timeout of the server.',
	},
	title,
	turnedOff,
]);

const cachedContentSettings: INodeProperties[] = [
	{
		displayName: 'Audience',
		name: 'audience',
		type: 'multiOptions',
		options: [
			{ name: 'Assistant', value: 'assistant', description: 'For the model' },
			{ name: 'User', value: 'user', description: 'For people' },
		],
		default: [],
		description: 'Who the content is for',
	},
	{
		displayName: 'Cache Scope',
		name: 'cacheScope',
		type: 'options',
		options: [
			{
				name: 'Private',
				value: 'private',
				description: 'The client caches it for its user only',
			},
			{
				name: 'Public',
				value: 'public',
				description: 'The same for everyone; proxies can cache it',
			},
		],
		default: 'private',
		description: 'Who can cache it',
	},
	{
		displayName: 'Lifetime (Seconds)',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'How long a client can cache it',
	},
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. text/markdown',
		description: 'Media type of the content',
	},
	{
		displayName: 'Priority',
		name: 'priority',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.5,
		description: 'How important it is, from 0 to 1',
	},
	requiredScope,
	resultFields,
	{
		displayName: 'Size (Bytes)',
		name: 'size',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Size of the content, if known. Clients use it to decide whether to read it.',
	},
	title,
];

/** Of a resource whose content stands in the form. */
export const staticResourceSettings = settingsOf(cachedContentSettings);

export const resourceSettings = settingsOf([...cachedContentSettings, turnedOff]);

export const promptSettings = settingsOf([requiredScope, title, turnedOff]);

/** Of a prompt whose messages stand in the form. */
export const staticPromptSettings = settingsOf([title]);

/** Of a branch that nobody calls by its name. */
export const unnamedSettings = settingsOf([turnedOff]);
