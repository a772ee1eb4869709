import type { INodeProperties } from 'n8n-workflow';

import { typeProperty } from '../../GtmContext/actions/entity-type.property';

const field: INodeProperties = {
	displayName: 'Field',
	name: 'field',
	type: 'string',
	default: '',
	placeholder: 'e.g. person.work_email',
	description: 'The field of the record, or a path to it',
};

/** What of a tool's result the context graph learns. For the collection `options`. */
export const recordInGraph: INodeProperties = {
	displayName: 'Record in Context Graph',
	name: 'graph',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Mapping' },
	placeholder: 'Add Mapping',
	default: {},
	description:
		'Which fields of the result to record in the context graph of this n8n. Without a mapping, nothing is recorded.',
	options: [
		{
			name: 'mapping',
			displayName: 'Mapping',
			values: [
				{ ...typeProperty, description: 'What a record of the result is about' },
				{
					displayName: 'Source',
					name: 'source',
					type: 'string',
					default: '',
					placeholder: 'e.g. clay',
					description:
						'The system that the values are from. How much a value counts depends on it. If empty: the preset, or mcp.',
				},
				{
					displayName: 'Records',
					name: 'records',
					type: 'string',
					default: '',
					placeholder: 'e.g. results',
					description:
						'The field of the result that holds the records. If empty: each output item is a record.',
				},
				{
					displayName: 'Identifiers',
					name: 'identifiers',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Identifier' },
					placeholder: 'Add Identifier',
					default: {},
					description: 'What tells who is meant. A record that has none of them is left out.',
					options: [
						{
							name: 'identifier',
							displayName: 'Identifier',
							values: [
								{
									displayName: 'Kind',
									name: 'kind',
									type: 'string',
									default: '',
									placeholder: 'e.g. email',
									description:
										'Use email, domain, linkedin, phone, or the system and type of a record ID, e.g. hubspot:contact',
								},
								field,
							],
						},
					],
				},
				{
					displayName: 'Facts',
					name: 'facts',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Fact' },
					placeholder: 'Add Fact',
					default: {},
					description: 'What to record. Fields that are empty in a record are left out.',
					options: [
						{
							name: 'fact',
							displayName: 'Fact',
							values: [
								{
									displayName: 'Attribute',
									name: 'attribute',
									type: 'string',
									default: '',
									placeholder: 'e.g. title',
									description: 'Name of the fact, as the GTM nodes name it',
								},
								field,
							],
						},
					],
				},
			],
		},
	],
};
