import type { INodeProperties } from 'n8n-workflow';

const requiredScope: INodeProperties = {
	displayName: 'Required Scope',
	name: 'requiredScope',
	type: 'string',
	default: '',
	placeholder: 'e.g. crm:write',
	description: 'Only callers whose token has this scope may use it. For authentication by JWT.',
};

const resultFields: INodeProperties = {
	displayName: 'Result Fields',
	name: 'resultFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, score, company.domain',
	description: 'The only fields of the result that may leave, separated by commas. All if empty.',
};

export const toolSettings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Annotations',
			name: 'annotations',
			type: 'multiOptions',
			options: [
				{ name: 'Destructive', value: 'destructive', description: 'It may delete or overwrite' },
				{
					name: 'Idempotent',
					value: 'idempotent',
					description: 'Calling it twice does no more than once',
				},
				{
					name: 'Open World',
					value: 'openWorld',
					description: 'It reaches systems outside of this n8n',
				},
				{ name: 'Read Only', value: 'readOnly', description: 'It changes nothing' },
			],
			default: [],
			description: 'What clients may rely on when they ask their user, or do not',
		},
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
						'The client gets a task and asks for its result; clients without tasks are refused',
				},
				{
					name: 'Task if Supported',
					value: 'taskIfSupported',
					description: 'A task for clients that know tasks, else the client waits',
				},
			],
			default: 'call',
			description: 'How a long flow is served',
		},
		{
			displayName: 'Icon URL',
			name: 'iconUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/icon.png',
			description: 'What clients show beside the tool',
		},
		{
			displayName: 'Output Schema',
			name: 'outputSchema',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '',
			description:
				'JSON Schema of the result. Clients get it, and a result that does not fit is refused.',
		},
		requiredScope,
		resultFields,
		{
			displayName: 'Strict Arguments',
			name: 'strictArguments',
			type: 'boolean',
			default: true,
			description:
				'Whether to refuse a call that sends a name which is not among the Input Fields, or null for an optional one. Left out, these are dropped: many clients add names of their own, such as toolCallId.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 86400 },
			default: 300,
			description: 'How long this flow may take to answer, in place of the time of the server',
		},
	],
};

export const resourceSettings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'multiOptions',
			options: [
				{ name: 'Assistant', value: 'assistant', description: 'Meant for the model' },
				{ name: 'User', value: 'user', description: 'Meant for people' },
			],
			default: [],
			description: 'Whom the content is meant for',
		},
		{
			displayName: 'Cache Scope',
			name: 'cacheScope',
			type: 'options',
			options: [
				{ name: 'Private', value: 'private', description: 'A client keeps it for its user only' },
				{
					name: 'Public',
					value: 'public',
					description: 'The same for everyone; proxies may keep it',
				},
			],
			default: 'private',
			description: 'Who may keep a copy',
		},
		{
			displayName: 'Lifetime (Seconds)',
			name: 'ttl',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long a client may keep what it read',
		},
		{
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. text/markdown',
			description: 'What the content is',
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
			description: 'If it is known, so that clients can judge whether it fits',
		},
	],
};

export const promptArguments: INodeProperties = {
	displayName: 'Arguments',
	name: 'promptArguments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Argument' },
	placeholder: 'Add Argument',
	default: {},
	description: 'What the user fills in',
	options: [
		{
			name: 'argument',
			displayName: 'Argument',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. company',
					description: 'Letters, digits, underscore, hyphen and dot',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Name or domain of the company',
					description: 'What to fill in, for the user',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether the prompt cannot be used without it',
				},
				{
					displayName: 'Values',
					name: 'values',
					type: 'string',
					default: '',
					placeholder: 'e.g. inbound, outbound, partner',
					description: 'What to suggest while the user types, separated by commas',
				},
			],
		},
	],
};
