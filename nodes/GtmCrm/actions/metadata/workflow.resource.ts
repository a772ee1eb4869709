import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { WorkflowTrigger, CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { entityOf } from '../../../../src/n8n/gtm/crm/parameters';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import { readJsonObject, readRequired } from '../../../../src/n8n/gtm/node/parameter-values';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';

const properties: INodeProperties[] = [
	{
		displayName: 'Workflow',
		name: 'workflow',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 42',
		description:
			"What the vendor starts: HubSpot a list's ID, Salesforce a flow's API name, Attio a list, Pipedrive a stage",
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
		description: 'Values for the workflow, where the vendor takes any',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, 'workflow', {
		trigger: {
			name: 'Trigger',
			action: 'Trigger a workflow',
			description: "Start one of the vendor's own automations for a record",
		},
	}),
	...updateDisplayOptions({ show: { resource: ['workflow'], operation: ['trigger'] } }, properties),
];

/** Starts what the vendor really offers to be started. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	return oneByOne<WorkflowTrigger>(
		(itemIndex) => readTrigger(context, itemIndex),
		async (trigger) => await vendor.triggerWorkflow(client, trigger),
	);
}

function readTrigger(
	context: VendorContext<CrmVendor>['context'],
	itemIndex: number,
): WorkflowTrigger {
	const inputs = readJsonObject(context, 'inputs', itemIndex, 'Inputs (JSON)');
	return {
		workflow: readRequired(context, 'workflow', itemIndex, 'Workflow'),
		entity: entityOf(context.getNodeParameter('entity', itemIndex)),
		recordId: readRequired(context, 'recordId', itemIndex, 'Record ID'),
		...(Object.keys(inputs).length > 0 && { inputs }),
	};
}
