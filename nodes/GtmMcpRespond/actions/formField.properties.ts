import type { INodeProperties } from 'n8n-workflow';

/** The fields of a form, each as the protocol allows. */
export const formFieldsProperty: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'Fields for the user to fill in. Without fields, the user only accepts or declines.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. budget',
					description: 'Name of the value in the answer',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Yearly budget',
					description: 'Label above the field. Leave empty to use the name.',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. In thousand euros',
					description: 'Tell the user what to enter',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Choice', value: 'enum' },
						{ name: 'Integer', value: 'integer' },
						{ name: 'Multiple Choice', value: 'multiEnum' },
						{ name: 'Number', value: 'number' },
						{ name: 'Text', value: 'string' },
					],
					default: 'string',
				},
				{
					displayName: 'Format',
					name: 'format',
					type: 'options',
					options: [
						{ name: 'Date', value: 'date' },
						{ name: 'Date and Time', value: 'date-time' },
						{ name: 'Email', value: 'email' },
						{ name: 'None', value: 'none' },
						{ name: 'URI', value: 'uri' },
					],
					default: 'none',
					description: 'Format that the text must have',
					displayOptions: { show: { type: ['string'] } },
				},
				{
					displayName: 'Choices',
					name: 'choices',
					type: 'string',
					default: '',
					placeholder: 'e.g. smb=Small business, ent=Enterprise',
					description:
						'Options separated by commas, as value or value=Title. An expression can return a list.',
					displayOptions: { show: { type: ['enum', 'multiEnum'] } },
				},
				{
					displayName: 'Minimum',
					name: 'minimum',
					type: 'string',
					default: '',
					description:
						'Smallest number, shortest text or fewest choices. Leave empty for no minimum.',
					displayOptions: { show: { type: ['string', 'number', 'integer', 'multiEnum'] } },
				},
				{
					displayName: 'Maximum',
					name: 'maximum',
					type: 'string',
					default: '',
					description: 'Largest number, longest text or most choices. Leave empty for no maximum.',
					displayOptions: { show: { type: ['string', 'number', 'integer', 'multiEnum'] } },
				},
				{
					displayName: 'Default Value',
					name: 'defaultValue',
					type: 'string',
					default: '',
					description:
						'Initial value of the field. Separate several choices with commas. Leave empty for no default.',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether the user must fill in this field',
				},
			],
		},
	],
};
