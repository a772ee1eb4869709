import type { INodeProperties } from 'n8n-workflow';

/** What a prompt asks the user of the client to fill in. */
export const promptArguments: INodeProperties = {
	displayName: 'Arguments',
	name: 'promptArguments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Argument' },
	placeholder: 'Add Argument',
	default: {},
	description: 'Arguments for the user to fill in',
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
					description: 'Tell the user what to enter',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether the user must fill in this argument',
				},
				{
					displayName: 'Values',
					name: 'values',
					type: 'string',
					default: '',
					placeholder: 'e.g. inbound, outbound, partner',
					description: 'Suggestions for the user, separated by commas',
				},
			],
		},
	],
};
