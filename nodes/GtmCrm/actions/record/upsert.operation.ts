import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { isRecord } from '../../../../src/gtm/model/json';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { toJsonObject } from '../../../../src/n8n/gtm/values/json';
import { associations, readAssociations } from '../record.properties';

const properties: INodeProperties[] = [
	{
		displayName: 'Input Mode',
		name: 'inputMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Form', value: 'form', description: "Fill in the vendor's fields, custom ones too" },
			{ name: 'JSON', value: 'json', description: 'Give the canonical record as one JSON object' },
		],
		default: 'form',
	},
	{
		displayName: 'Values',
		name: 'form',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['vendor', 'resource', 'authentication'],
			resourceMapper: {
				resourceMapperMethod: 'getRecordForm',
				mode: 'add',
				valuesLabel: 'Values',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				supportAutoMap: true,
			},
		},
		displayOptions: { show: { inputMode: ['form'] } },
	},
	{
		displayName: 'Values (JSON)',
		name: 'json',
		type: 'json',
		default: '{\n  "email": ""\n}',
		required: true,
		typeOptions: { rows: 6 },
		description: 'Canonical fields; the vendor\'s own ones under "custom"',
		displayOptions: { show: { inputMode: ['json'] } },
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4211',
		description:
			'Change this record. If empty, a contact is recognised by its email and a company by its domain; a deal is new.',
	},
	associations,
	{
		displayName: 'Upsert Options',
		name: 'upsertOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Check Suppression List',
				name: 'checkSuppression',
				type: 'boolean',
				default: true,
				description:
					'Whether to write nothing about people and companies that are on the suppression list of this n8n',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.opportunityId }}',
				displayOptions: { show: { '/resource': ['deal'] } },
				description:
					'The first deal with a key is made, later ones with the same key change it: a run that is repeated makes no second deal. Remembered by this n8n.',
			},
			{
				displayName: 'Only If Empty',
				name: 'onlyIfEmpty',
				type: 'string',
				default: '',
				placeholder: 'e.g. title, phone',
				description: 'Fields that are written only where the record has no value yet, by commas',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['contact', 'company', 'deal'], operation: ['upsert'] } },
	properties,
);

export function readUpsert(parameters: ItemParameters) {
	return {
		id: parameters.text('recordId'),
		values: readValues(parameters),
		...readAssociations(parameters),
		onlyIfEmpty: parameters.texts('upsertOptions.onlyIfEmpty'),
		checkSuppression: parameters.boolean('upsertOptions.checkSuppression'),
		idempotencyKey: parameters.text('upsertOptions.idempotencyKey'),
	};
}

function readValues(parameters: ItemParameters): Record<string, unknown> {
	if (parameters.choice('inputMode', ['form', 'json']) === 'json') {
		return parameters.requiredObject('json');
	}
	const form = parameters.given('form');
	const { mappingMode, value } = isRecord(form) ? form : {};
	if (mappingMode === 'autoMapInputData') return parameters.itemFor('form');
	return parameters.read('form', () => toJsonObject(value)) ?? {};
}
