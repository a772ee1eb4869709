import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { Attempt } from '../../../src/gtm/http/trace';
import type { Capability } from '../../../src/gtm/vendors/capability';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { readProjection, readTreatAsError } from '../../../src/n8n/gtm/node/output.properties';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import { runItems } from '../../../src/n8n/gtm/node/run-items';
import { credentialTypeOf } from '../../../src/n8n/gtm/node/vendor.properties';
import { connectVendor } from '../../../src/n8n/gtm/vendor-client';
import * as activity from './activity/activity.resource';
import * as metadata from './metadata/metadata.resource';
import * as workflow from './metadata/workflow.resource';
import type { CrmContext, Prepared } from './operation';
import * as get from './record/get.operation';
import * as history from './record/history.operation';
import * as search from './record/search.operation';
import * as upsert from './record/upsert.operation';

type Execute = (context: CrmContext) => Prepared<unknown>;

const RECORD_OPERATIONS: Readonly<Record<string, Execute>> = {
	get: get.execute,
	history: history.execute,
	search: search.execute,
	upsert: upsert.execute,
};

function operationOf(resource: string, operation: string): Execute | undefined {
	if (resource === 'activity') return activity.execute;
	if (resource === 'workflow') return workflow.execute;
	if (resource === 'property') return metadata.executeProperties;
	if (resource === 'owner') return metadata.executeOwners;
	return RECORD_OPERATIONS[operation];
}

/** Calls under way at once; the vendor's own limits hold besides. */
const CONCURRENCY = 5;

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[]];
	const vendor = vendorOf('crm', readText(this, 'vendor', 0));
	const resource = readText(this, 'resource', 0);
	const operation = readText(this, 'operation', 0);
	const capabilities: Readonly<Record<string, Capability>> = vendor.capabilities;
	const capability = capabilities[`${resource}.${operation}`];
	const execute = operationOf(resource, operation);
	if (!execute || !capability?.supported) {
		const why =
			capability && !capability.supported ? capability.why : 'There is no such operation.';
		throw new NodeOperationError(
			this.getNode(),
			`${vendor.profile.name} does not offer this: ${why}`,
		);
	}
	const attempts: Attempt[] = [];
	const { client } = await connectVendor(this, vendor, {
		credentialType: credentialTypeOf(vendor, this.getNodeParameter('authentication', 0, 'apiKey')),
		itemIndex: 0,
		trace: (attempt) => attempts.push(attempt),
	});
	const prepared = execute({ context: this, vendor, client });
	const items = await runItems(this, {
		provider: vendor.profile.id,
		vendorName: vendor.profile.name,
		...prepared,
		// Batches one after the other: of two items about one record the later one must win.
		concurrency: prepared.portion > 1 ? 1 : CONCURRENCY,
		projection: (itemIndex) => readProjection(this, itemIndex),
		treatAsError: (itemIndex) => readTreatAsError(this, itemIndex),
		attempts,
	});
	return [items];
}
