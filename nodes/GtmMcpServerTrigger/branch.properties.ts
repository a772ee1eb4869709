import type { INodeProperties } from 'n8n-workflow';

/** Tools of the node, each with an output of its own. The order is that of the outputs. */
export const branchProperties: INodeProperties[] = [
	{
		displayName: 'Tools',
		name: 'branches',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tool' },
		placeholder: 'Add Tool',
		default: {},
		description:
			'What clients can call. Connections belong to the position of an output, so check them after you removed a tool.',
		options: [
			{
				name: 'branch',
				displayName: 'Tool',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. qualify_lead',
						description:
							'What the client calls. Letters, digits, underscore, hyphen and dot, 64 at the most.',
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Qualify a lead',
						description: 'What people read in their client',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						typeOptions: { rows: 3 },
						default: '',
						required: true,
						placeholder: 'e.g. Scores an inbound lead from 0 to 100 and says why. Writes nothing.',
						description:
							'What the tool does, when to use it and what it returns. Models choose by this text.',
					},
					{
						displayName: 'Input',
						name: 'inputMode',
						type: 'options',
						options: [
							{ name: 'Fields', value: 'fields', description: 'List the arguments one by one' },
							{ name: 'JSON Schema', value: 'schema', description: 'Nested or complex arguments' },
						],
						default: 'fields',
						description: 'How to say what arguments the tool takes',
					},
					inputFields(),
					{
						displayName: 'Input Schema',
						name: 'inputSchema',
						type: 'json',
						typeOptions: { rows: 8 },
						default:
							'{\n  "type": "object",\n  "properties": {\n    "email": { "type": "string", "format": "email" }\n  },\n  "required": ["email"]\n}',
						displayOptions: { show: { inputMode: ['schema'] } },
						description:
							'JSON Schema (2020-12 or draft-07) of the arguments. Clients get it as it is written here.',
					},
					{
						displayName: 'Result',
						name: 'resultShape',
						type: 'options',
						options: [
							{
								name: 'Automatic',
								value: 'auto',
								description: 'The JSON of the only item, or a list if there is not exactly one',
							},
							{
								name: 'Always a List',
								value: 'list',
								description: 'An object with the list "items", however many there are',
							},
						],
						default: 'auto',
						description: 'What the items of the last node that ran become',
					},
				],
			},
		],
	},
];

function inputFields(): INodeProperties {
	return {
		displayName: 'Input Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { inputMode: ['fields'] } },
		description: 'The arguments of the tool. None if it takes none.',
		options: [
			{
				name: 'field',
				displayName: 'Field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. email',
						description: 'Under this name the flow finds the value',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Array', value: 'array' },
							{ name: 'Boolean', value: 'boolean' },
							{ name: 'Integer', value: 'integer' },
							{ name: 'Number', value: 'number' },
							{ name: 'Object', value: 'object' },
							{ name: 'String', value: 'string' },
						],
						default: 'string',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Work email of the lead',
						description: 'What to put there, for the model',
					},
					{
						displayName: 'Required',
						name: 'required',
						type: 'boolean',
						default: false,
						description: 'Whether a call without it is refused',
					},
					{
						displayName: 'Allowed Values',
						name: 'allowedValues',
						type: 'string',
						default: '',
						placeholder: 'e.g. startup, mid-market, enterprise',
						displayOptions: { show: { type: ['string', 'number', 'integer'] } },
						description: 'The only values that are accepted, separated by commas. Any if empty.',
					},
				],
			},
		],
	};
}
