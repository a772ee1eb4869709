import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { SEARCH_OPERATORS } from '../../../../src/gtm/crm/crm-vendor';
import { limitProperties, readLimit } from '../../../../src/n8n/gtm/node/limit.properties';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { toCompared, toComparedList } from '../../../../src/n8n/gtm/values/compared';

const properties: INodeProperties[] = [
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		description: 'Only return records that match all conditions',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field Name or ID',
						name: 'field',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getFields' },
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Contains', value: 'contains' },
							{ name: 'Equals', value: 'eq' },
							{ name: 'Greater Than', value: 'gt' },
							{ name: 'Greater Than or Equal', value: 'gte' },
							{ name: 'Is Empty', value: 'unknown' },
							{ name: 'Is Not Empty', value: 'known' },
							{ name: 'Is One Of', value: 'in' },
							{ name: 'Less Than', value: 'lt' },
							{ name: 'Less Than or Equal', value: 'lte' },
							{ name: 'Not Equals', value: 'neq' },
						],
						default: 'eq',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. acme.com',
						description:
							'For Is One Of, separate values with commas, or use a list if a value contains a comma: ["Acme, Inc.", "Globex"]. Write times as 2026-12-03T09:00, in the time zone of the workflow.',
						displayOptions: { hide: { operator: ['known', 'unknown'] } },
					},
				],
			},
		],
	},
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. acme',
		description: 'Text to search for in all fields that the vendor searches',
	},
	...limitProperties,
];

export const description = updateDisplayOptions(
	{ show: { resource: ['contact', 'company', 'deal'], operation: ['search'] } },
	properties,
);

export function readSearch(parameters: ItemParameters) {
	return {
		conditions: parameters.rows('conditions.condition').map(readCondition),
		text: parameters.text('text'),
		limit: readLimit(parameters),
		fields: readFields(parameters),
	};
}

function readCondition(row: ItemParameters) {
	const field = row.requiredText('field');
	const operator = row.choice('operator', SEARCH_OPERATORS);
	if (operator === 'known' || operator === 'unknown') return { field, operator };
	if (operator === 'in') return { field, operator, values: row.read('value', toComparedList) };
	const value = row.read('value', (given) => toCompared(given, field, row.timeZone));
	return { field, operator, value: row.required('value', value) };
}
