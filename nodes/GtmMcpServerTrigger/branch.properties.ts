import type { INodeProperties } from 'n8n-workflow';

import { promptArguments } from './prompt-arguments.properties';
import {
	promptSettings,
	resourceSettings,
	toolSettings,
	unnamedSettings,
} from './settings.properties';

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
			'What AI clients can call. Each branch has its own output. To remove a branch that is not the last, set Settings > Turned Off instead: connections belong to the position of an output.',
		options: [
			{
				name: 'branch',
				displayName: 'Branch',
				values: [
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						// eslint-disable-next-line n8n-nodes-base/node-param-options-type-unsorted-items -- most branches are tools
						options: [
							{ name: 'Tool', value: 'tool', description: 'An action that the model can call' },
							{
								name: 'Resource',
								value: 'resource',
								description: 'Data at a URI that the client can read',
							},
							{
								name: 'Resource Template',
								value: 'template',
								description: 'Data at URIs with variables',
							},
							{
								name: 'Prompt',
								value: 'prompt',
								description: 'Instructions that a user picks in the client',
							},
							{
								name: 'Completion',
								value: 'completion',
								description: 'Suggest values while a user fills in arguments',
							},
							{
								name: 'Audit',
								value: 'audit',
								description: 'Receives one item per call if Audit is set to Output',
							},
						],
						default: 'tool',
						description: 'What to offer to AI clients',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. qualify_lead',
						displayOptions: onlyFor(...NAMED),
						description:
							'Name that the client calls. Use up to 64 letters, digits, underscores and hyphens. Dots work too, but not in Claude Desktop. Cursor allows 60 characters including the server name.',
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
							'What it does, when to use it and what it returns. The model chooses by this text.',
					},
					{
						displayName: 'URI',
						name: 'uri',
						type: 'string',
						default: '',
						placeholder: 'e.g. crm://pipeline/today',
						displayOptions: onlyFor('resource'),
						description: 'URI at which clients read it',
					},
					{
						displayName: 'URI Template',
						name: 'uriTemplate',
						type: 'string',
						default: '',
						placeholder: 'e.g. crm://account/{domain}',
						displayOptions: onlyFor('template'),
						description: 'Use {variables}. The workflow receives their values as fields.',
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
										description: 'Name of the variable in the template',
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
							{ name: 'Fields', value: 'fields', description: 'Add the arguments one by one' },
							{
								name: 'JSON Schema',
								value: 'schema',
								description: 'Use a schema for nested or complex arguments',
							},
						],
						default: 'fields',
						displayOptions: onlyFor('tool'),
						description: 'How to define the arguments of the tool',
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
							'JSON Schema (2020-12 or draft-07) of the arguments. Clients receive it unchanged.',
					},
					{ ...toolSettings, displayOptions: onlyFor('tool') },
					{ ...resourceSettings, displayOptions: onlyFor('resource', 'template') },
					{ ...promptSettings, displayOptions: onlyFor('prompt') },
					{ ...unnamedSettings, displayOptions: onlyFor('completion', 'audit') },
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
		description: 'The arguments of the tool',
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
						description: 'Field name under which the workflow receives the value',
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
						description: 'Tell the model what to enter',
					},
					{
						displayName: 'Required',
						name: 'required',
						type: 'boolean',
						default: false,
						description: 'Whether to reject calls without this field',
					},
					{
						displayName: 'Allowed Values',
						name: 'allowedValues',
						type: 'string',
						default: '',
						placeholder: 'e.g. startup, mid-market, enterprise',
						displayOptions: { show: { type: ['string', 'number', 'integer'] } },
						description:
							'The only values to accept, separated by commas. Leave empty for any value.',
					},
				],
			},
		],
	};
}
