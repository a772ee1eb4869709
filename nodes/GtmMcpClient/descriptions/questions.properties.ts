import type { INodeProperties } from 'n8n-workflow';

/** How the questions are answered that a server may ask while it works. */
export const questionProperties: INodeProperties[] = [
	{
		displayName: 'When the Server Asks',
		name: 'elicitation',
		type: 'options',
		options: [
			{
				name: 'Answer From Values',
				value: 'values',
				description: 'Use the values below, and the defaults of the question',
			},
			{
				name: 'Answer With Defaults',
				value: 'defaults',
				description: 'Decline questions without defaults',
			},
			{
				name: 'Ask a Person',
				value: 'ask',
				description:
					'The execution waits until a person fills in a form, then repeats the call from the start',
			},
			{
				name: 'Cancel',
				value: 'cancel',
				description: 'As if the user closed the question without an answer',
			},
			{ name: 'Decline', value: 'decline', description: 'Say no to every question' },
			{
				name: 'Do Not Offer Answers',
				value: 'none',
				description: 'Tell the server that it cannot ask questions',
			},
		],
		default: 'none',
		description: 'What to do if the server asks the user a question during a call',
	},
	{
		displayName: 'Answers',
		name: 'elicitationValues',
		type: 'json',
		default: '{}',
		typeOptions: { rows: 3 },
		description: 'A JSON object with a key for each field that the server can ask for',
		displayOptions: { show: { elicitation: ['values'] } },
	},
	{
		displayName: 'Workflow That Sends the Question',
		name: 'askWorkflow',
		type: 'workflowSelector',
		default: '',
		description:
			'A workflow that receives question and formUrl and sends them to a person, for example in Slack or by email. Without it, the form URL appears only in the output of the waiting node.',
		displayOptions: { show: { elicitation: ['ask'] } },
	},
	{
		displayName: 'Answer With a Chat Model',
		name: 'useModel',
		type: 'boolean',
		default: false,
		description:
			'Whether the connected chat model answers when the server asks for a model response (sampling)',
	},
];

export const rootsOption: INodeProperties = {
	displayName: 'Roots',
	name: 'roots',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Root' },
	placeholder: 'Add Root',
	default: {},
	description: 'Folders to report to the server if it asks where to work',
	options: [
		{
			name: 'root',
			displayName: 'Root',
			values: [
				{
					displayName: 'URI',
					name: 'uri',
					type: 'string',
					default: '',
					placeholder: 'e.g. file:///data/accounts',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Accounts',
				},
			],
		},
	],
};
