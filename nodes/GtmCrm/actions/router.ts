import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { crmOperations } from '../../../src/gtm/operations/crm/crm-operations';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { fixedText } from '../../../src/n8n/gtm/node/fixed-text';
import type { Reads } from '../../../src/n8n/gtm/node/node-form';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { properties } from '../GtmCrm.properties';
import { readActivity } from './activity/activity.resource';
import { CHANGE_LABELS } from './change/change.properties';
import { readChanges } from './change/change.resource';
import { readProperties } from './metadata/metadata.resource';
import { readTrigger } from './metadata/workflow.resource';
import { readGet, readHistory } from './record/get.operation';
import { readSearch } from './record/search.operation';
import { readUpsert } from './record/upsert.operation';

const reads: Reads<typeof crmOperations> = {
	'contact.get': readGet,
	'contact.history': readHistory,
	'contact.search': readSearch,
	'contact.upsert': readUpsert,
	'company.get': readGet,
	'company.history': readHistory,
	'company.search': readSearch,
	'company.upsert': readUpsert,
	'deal.get': readGet,
	'deal.history': readHistory,
	'deal.search': readSearch,
	'deal.upsert': readUpsert,
	'activity.call': readActivity,
	'activity.email': readActivity,
	'activity.meeting': readActivity,
	'activity.note': readActivity,
	'activity.task': readActivity,
	'workflow.trigger': readTrigger,
	'property.list': readProperties,
	'owner.list': () => ({}),
	'change.list': readChanges,
};

/** The fields are the record's, not those of a change, which leaves as a whole. */
const WHOLE_CHANGES = { mode: 'simplified' } as const;

export const form = {
	properties,
	operations: crmOperations,
	reads,
	labels: {
		id: 'Record ID',
		values: 'Values',
		...CHANGE_LABELS,
	},
	projections: {
		'contact.history': WHOLE_CHANGES,
		'company.history': WHOLE_CHANGES,
		'deal.history': WHOLE_CHANGES,
		'change.list': WHOLE_CHANGES,
	},
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('crm', fixedText(this, 'vendor'));
	return await runVendorNode(this, vendor, form);
}
