import type { INodeProperties } from 'n8n-workflow';

import type { CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { gtmProcess } from '../../../../src/n8n/gtm/gtm-process';
import { entityOf } from '../../../../src/n8n/gtm/crm/parameters';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, 'property', {
		list: {
			name: 'Get Many',
			action: 'Get many properties',
			description: 'The fields of a kind of record, custom ones too',
		},
	}),
	...operationProperties(vendors.crm, 'owner', {
		list: { name: 'Get Many', action: 'Get many owners', description: 'Who records can belong to' },
	}),
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
		displayName: 'Ask Anew',
		name: 'fresh',
		type: 'boolean',
		default: false,
		displayOptions: { show: { resource: ['property'], operation: ['list'] } },
		description: 'Whether to ask the vendor even if the list was read in the last five minutes',
	},
];

/** Properties change by hand, seldom while a flow runs. */
const MAX_AGE_MS = 300_000;

/** An item for each property of a kind of record. */
export function executeProperties({
	context,
	vendor,
	client,
	principal,
}: VendorContext<CrmVendor>): Prepared<unknown> {
	return oneByOne(
		(itemIndex) => ({
			entity: entityOf(context.getNodeParameter('entity', itemIndex)),
			maxAgeMs: context.getNodeParameter('fresh', itemIndex, false) === true ? 0 : MAX_AGE_MS,
		}),
		async (asked) => await gtmProcess().properties.list({ vendor, client, principal, ...asked }),
	);
}

/** An item for each person that records can belong to. */
export function executeOwners({ vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	return oneByOne(
		() => undefined,
		async () => await vendor.listOwners(client),
	);
}
