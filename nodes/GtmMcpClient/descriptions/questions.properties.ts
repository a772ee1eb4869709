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
				description: 'From what the item gives, and the defaults of the question',
			},
			{
				name: 'Answer With Defaults',
				value: 'defaults',
				description: 'What has no default is declined',
			},
			{
				name: 'Ask a Person',
				value: 'ask',
				description:
					'The execution waits until a form is answered, then the call is made again from its beginning',
			},
			{ name: 'Cancel', value: 'cancel', description: 'As if the user closed the question' },
			{ name: 'Decline', value: 'decline', description: 'Say no to every question' },
			{
				name: 'Do Not Offer Answers',
				value: 'none',
				description: 'The server is told that it cannot ask',
			},
		],
		default: 'none',
		description: 'What to do when the server asks the user something while it works',
	},
	{
		displayName: 'Answers',
		name: 'elicitationValues',
		type: 'json',
		default: '{}',
		typeOptions: { rows: 3 },
		description: 'A JSON object with a key for each field that the server may ask for',
		displayOptions: { show: { elicitation: ['values'] } },
	},
	{
		displayName: 'Workflow That Delivers the Question',
		name: 'askWorkflow',
		type: 'workflowSelector',
		default: '',
		description:
			'It gets question and formUrl, and sends them to a person, by Slack or mail for example. Without it, the address of the form is only shown in the output of the waiting node.',
		displayOptions: { show: { elicitation: ['ask'] } },
	},
	{
		displayName: 'Answer With a Chat Model',
		name: 'useModel',
		type: 'boolean',
		default: false,
		description:
			'Whether a chat model that is connected to the node answers what the server asks of a model (sampling)',
	},
];

export const rootsOption: INodeProperties = {
	displayName: 'Roots',
	name: 'roots',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Root' },
	placeholder: 'Add Root',
	default: {},
	description: 'Folders that the server is told of when it asks where to work',
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
