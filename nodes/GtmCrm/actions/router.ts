import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CrmVendor } from '../../../src/gtm/crm/crm-vendor';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import type { Execute } from '../../../src/n8n/gtm/node/prepared';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import * as activity from './activity/activity.resource';
import * as metadata from './metadata/metadata.resource';
import * as workflow from './metadata/workflow.resource';
import * as get from './record/get.operation';
import * as history from './record/history.operation';
import * as search from './record/search.operation';
import * as upsert from './record/upsert.operation';

const RECORD_OPERATIONS: Readonly<Record<string, Execute<CrmVendor>>> = {
	get: get.execute,
	history: history.execute,
	search: search.execute,
	upsert: upsert.execute,
};

function operationOf(resource: string, operation: string): Execute<CrmVendor> | undefined {
	if (resource === 'activity') return activity.execute;
	if (resource === 'workflow') return workflow.execute;
	if (resource === 'property') return metadata.executeProperties;
	if (resource === 'owner') return metadata.executeOwners;
	return RECORD_OPERATIONS[operation];
}

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('crm', readText(this, 'vendor', 0));
	return await runVendorNode(this, vendor, operationOf);
}
