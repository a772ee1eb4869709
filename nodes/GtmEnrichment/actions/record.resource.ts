import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { recordOperations } from '../../../src/gtm/operations/enrichment/enrichment-operations';
import { ownOperationProperties } from '../../../src/n8n/gtm/node/operation.properties';

const properties: INodeProperties[] = [
	{
		displayName: 'Record (JSON)',
		name: 'record',
		type: 'json',
		default: '={{ $json.record ?? $json }}',
		required: true,
		description: 'A record from another GTM node',
	},
];

const rules: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'entity',
		type: 'options',
		options: [
			{ name: 'Company', value: 'company' },
			{ name: 'Person', value: 'contact' },
		],
		default: 'contact',
	},
	{
		displayName: 'Wanted Fields',
		name: 'wantedFields',
		type: 'string',
		default: 'email, firstName, lastName, title, accountDomain',
		description: 'Fields that every record should have, separated by commas',
	},
	{
		displayName: 'Required Fields',
		name: 'requiredFields',
		type: 'string',
		default: 'email',
		description: 'Fields without which you cannot use a record, separated by commas',
	},
	{
		displayName: 'Half-Life (Days)',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 180,
		description:
			'Number of days after which the freshness score of an unchanged record drops by half',
	},
];

export const description: INodeProperties[] = [
	ownOperationProperties(recordOperations, 'record'),
	...updateDisplayOptions({ show: { resource: ['record'] } }, properties),
	...updateDisplayOptions({ show: { resource: ['record'], operation: ['check'] } }, rules),
];

export function readStandardize(parameters: ItemParameters) {
	return { record: parameters.requiredObject('record') };
}

export function readCheck(parameters: ItemParameters) {
	return {
		entity: parameters.choice('entity', ['contact', 'company']),
		record: parameters.requiredObject('record'),
		wanted: parameters.texts('wantedFields'),
		required: parameters.texts('requiredFields'),
		halfLifeDays: parameters.requiredNumber('halfLifeDays'),
	};
}
