import type { INodeProperties } from 'n8n-workflow';

import { promptArguments, resourceSettings, toolSettings } from './settings.properties';

/** Shows a field for some kinds of branches only. */
const onlyFor = (...kinds: string[]) => ({ show: { kind: kinds } });

const NAMED = ['tool', 'resource', 'template', 'prompt'];

/** What runs the workflow, each with an output of its own. The order is that of the outputs. */
export const branchProperties: INodeProperties[] = [
	{
		displayName: 'Branches',
		name: 'branches',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Branch' },
		placeholder: 'Add Branch',
		default: {},
		description:
			'What runs this workflow; each has an output. Connections belong to the position of an output: switch a branch off rather than remove it from the middle.',
		options: [
			{
				name: 'branch',
				displayName: 'Branch',
				values: [
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						options: [
							{
								name: 'Audit',
								value: 'audit',
								description: 'Gets one item for each call, if the audit goes to the output',
							},
							{
								name: 'Completion',
								value: 'completion',
								description: 'Suggests values while a user fills in arguments',
							},
							{
								name: 'Prompt',
								value: 'prompt',
								description: 'Instructions that a user picks in the client',
							},
							{
								name: 'Resource',
								value: 'resource',
								description: 'Data at a URI that the client can read',
							},
							{
								name: 'Resource Template',
								value: 'template',
								description: 'Data at a family of URIs with variables',
							},
							{ name: 'Tool', value: 'tool', description: 'An action that the model can call' },
						],
						default: 'tool',
						description: 'What the branch offers to clients',
					},
					{
						displayName: 'Enabled',
						name: 'enabled',
						type: 'boolean',
						default: true,
						description: 'Whether clients see it. Its output stays in any case.',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. qualify_lead',
						displayOptions: onlyFor(...NAMED),
						description:
							'What the client calls. For tools and prompts: letters, digits, underscore, hyphen and dot, 64 at the most. Claude Desktop takes no dot, Cursor no more than 60 together with the name of the server.',
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Qualify a lead',
						displayOptions: onlyFor(...NAMED),
						description: 'What people read in their client',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						typeOptions: { rows: 3 },
						default: '',
						placeholder: 'e.g. Scores an inbound lead from 0 to 100 and says why. Writes nothing.',
						displayOptions: onlyFor(...NAMED),
						description:
							'What it does, when to use it and what it returns. Models choose by this text.',
					},
					{
						displayName: 'URI',
						name: 'uri',
						type: 'string',
						default: '',
						placeholder: 'e.g. crm://pipeline/today',
						displayOptions: onlyFor('resource'),
						description: 'Under which clients read it',
					},
					{
						displayName: 'URI Template',
						name: 'uriTemplate',
						type: 'string',
						default: '',
						placeholder: 'e.g. crm://account/{domain}',
						displayOptions: onlyFor('template'),
						description: 'With {variables}; the flow finds their values as fields',
					},
					{
						displayName: 'Completions',
						name: 'completions',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
						placeholder: 'Add Variable',
						default: {},
						displayOptions: onlyFor('template'),
						description: 'Values to suggest for the variables',
						options: [
							{
								name: 'variable',
								displayName: 'Variable',
								values: [
									{
										displayName: 'Name',
										name: 'name',
										type: 'string',
										default: '',
										placeholder: 'e.g. domain',
										description: 'As it stands in the template',
									},
									{
										displayName: 'Values',
										name: 'values',
										type: 'string',
										default: '',
										placeholder: 'e.g. acme.com, example.com',
										description: 'Separated by commas',
									},
								],
							},
						],
					},
					{ ...promptArguments, displayOptions: onlyFor('prompt') },
					{
						displayName: 'Input',
						name: 'inputMode',
						type: 'options',
						options: [
							{ name: 'Fields', value: 'fields', description: 'List the arguments one by one' },
							{ name: 'JSON Schema', value: 'schema', description: 'Nested or complex arguments' },
						],
						default: 'fields',
						displayOptions: onlyFor('tool'),
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
						displayOptions: { show: { kind: ['tool'], inputMode: ['schema'] } },
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
						displayOptions: onlyFor('tool'),
						description: 'What the items of the last node that ran become',
					},
					{ ...toolSettings, displayOptions: onlyFor('tool') },
					{ ...resourceSettings, displayOptions: onlyFor('resource', 'template') },
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
		displayOptions: { show: { kind: ['tool'], inputMode: ['fields'] } },
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
