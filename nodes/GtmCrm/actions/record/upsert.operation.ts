import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { type MappedColumns, fieldColumns } from '../../../../src/gtm/crm/draft';
import { withoutForeignIds } from '../../../../src/gtm/crm/foreign-ids';
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
			{ name: 'Form', value: 'form', description: 'Map each field, including custom fields' },
			{ name: 'JSON', value: 'json', description: 'Provide the record as one JSON object' },
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
		description: 'Standard fields at the top level; fields of your CRM under "custom"',
		displayOptions: { show: { inputMode: ['json'] } },
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4211',
		description:
			'Update this record. If empty, the node finds a contact by email (or else LinkedIn URL, or phone and name) and a company by domain, and creates a deal.',
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
				description: 'Whether to skip people and companies on the suppression list of this n8n',
			},
			{
				displayName: 'Fields to Clear',
				name: 'clear',
				type: 'string',
				default: '',
				placeholder: 'e.g. title, phone',
				description:
					'Fields to empty if this item has no value for them, separated by commas. In JSON, use null.',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.opportunityId }}',
				description:
					'Prevents duplicates, also for records without an email or domain. The first item with a key creates the record; later items with the same key update it.',
			},
			{
				displayName: 'Only If Empty',
				name: 'onlyIfEmpty',
				type: 'string',
				default: '',
				placeholder: 'e.g. title, phone',
				description: 'Fields to write only if the record has no value yet, separated by commas',
			},
			{
				displayName: 'Value Mapping',
				name: 'valueMapping',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add value',
				default: {},
				description:
					'Replaces a value with the one that your CRM uses, such as industry computer_software → SaaS. Values without a mapping are matched with the lists in your account.',
				options: [
					{
						displayName: 'Values',
						name: 'row',
						values: [
							{
								displayName: 'Field',
								name: 'field',
								type: 'string',
								default: '',
								placeholder: 'e.g. industry',
							},
							{
								displayName: 'Value',
								name: 'from',
								type: 'string',
								default: '',
								placeholder: 'e.g. computer_software',
							},
							{
								displayName: 'Written As',
								name: 'to',
								type: 'string',
								default: '',
								placeholder: 'e.g. SaaS',
								description: 'Leave empty to skip the value',
							},
						],
					},
				],
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['contact', 'company', 'deal'], operation: ['upsert'] } },
	properties,
);

export function readUpsert(parameters: ItemParameters) {
	const { values, leftOut } = withoutForeignIds(
		readValues(parameters),
		parameters.itemFor('json'),
		parameters.text('vendor'),
	);
	return {
		id: parameters.text('recordId'),
		values,
		otherColumns: leftOut,
		valueMapping: parameters.rows('upsertOptions.valueMapping.row').map((row) => ({
			field: row.requiredText('field'),
			from: row.requiredText('from'),
			to: row.text('to') ?? '',
		})),
		...readAssociations(parameters),
		clear: parameters.texts('upsertOptions.clear'),
		onlyIfEmpty: parameters.texts('upsertOptions.onlyIfEmpty'),
		checkSuppression: parameters.boolean('upsertOptions.checkSuppression'),
		idempotencyKey: parameters.text('upsertOptions.idempotencyKey'),
	};
}

function readValues(parameters: ItemParameters): MappedColumns {
	if (parameters.choice('inputMode', ['form', 'json']) === 'json') {
		return { values: parameters.requiredObject('json'), leftOut: [] };
	}
	const form = parameters.given('form');
	const { mappingMode, value } = isRecord(form) ? form : {};
	if (mappingMode === 'autoMapInputData') {
		const entity = parameters.choice('resource', ['contact', 'company', 'deal']);
		const { values, leftOut } = fieldColumns(entity, parameters.itemFor('form'));
		return { values: withoutNull(values), leftOut };
	}
	const given = parameters.read('form', () => toJsonObject(value));
	return { values: withoutNull(given ?? {}), leftOut: [] };
}

/** A field that is left empty in the form is null to n8n, and so is the empty column of a table. */
function withoutNull(values: Record<string, unknown>): Record<string, unknown> {
	const own = isRecord(values.custom) ? { custom: withoutNull(values.custom) } : {};
	const given = Object.entries(values).filter(([, value]) => value !== null);
	return { ...Object.fromEntries(given), ...own };
}
