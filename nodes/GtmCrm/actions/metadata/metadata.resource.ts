import type { INodeProperties } from 'n8n-workflow';

import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { ENTITIES } from '../../../../src/gtm/operations/crm/crm-operation';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'property'),
	...operationProperties(vendors.crm, crmOperations, 'owner'),
	{
		displayName: 'Record Type',
		name: 'entity',
		type: 'options',
		options: [
			{ name: 'Company', value: 'company' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Deal', value: 'deal' },
		],
		default: 'contact',
		displayOptions: { show: { resource: ['property'], operation: ['list'] } },
	},
	{
		displayName: 'Refresh List',
		name: 'fresh',
		type: 'boolean',
		default: false,
		displayOptions: { show: { resource: ['property'], operation: ['list'] } },
		description: 'Whether to load the list again instead of using a copy up to five minutes old',
	},
];

export function readProperties(parameters: ItemParameters) {
	return { entity: parameters.choice('entity', ENTITIES), fresh: parameters.boolean('fresh') };
}
