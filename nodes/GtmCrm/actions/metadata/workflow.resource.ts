import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { ENTITIES } from '../../../../src/gtm/operations/crm/crm-operation';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Workflow',
		name: 'workflow',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 42',
		description:
			'HubSpot: a list ID. Salesforce: the API name of a flow. Attio: a list. Pipedrive: a stage.',
	},
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
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 4211',
	},
	{
		displayName: 'Inputs (JSON)',
		name: 'inputs',
		type: 'json',
		default: '{}',
		description: 'Input values for the workflow, if the vendor accepts any',
	},
	{
		displayName: 'Check Suppression List',
		name: 'checkSuppression',
		type: 'boolean',
		default: true,
		description:
			'Whether to start nothing for people and companies on the suppression list of this n8n',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'workflow'),
	...updateDisplayOptions({ show: { resource: ['workflow'], operation: ['trigger'] } }, properties),
];

export function readTrigger(parameters: ItemParameters) {
	const inputs = parameters.object('inputs') ?? {};
	return {
		workflow: parameters.requiredText('workflow'),
		entity: parameters.choice('entity', ENTITIES),
		recordId: parameters.requiredText('recordId'),
		checkSuppression: parameters.boolean('checkSuppression'),
		inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
	};
}
