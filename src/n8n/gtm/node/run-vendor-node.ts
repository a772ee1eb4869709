import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { Attempt } from '../../../gtm/http/trace';
import type { Capability } from '../../../gtm/vendors/capability';
import type { Vendor } from '../../../gtm/vendors/vendor';
import { connectVendor } from '../vendor-client';
import { readProjection, readTreatAsError } from './output.properties';
import { readText } from './parameter-values';
import type { Execute } from './prepared';
import { runItems } from './run-items';
import { credentialTypeOf } from './vendor.properties';

type CapableVendor = Vendor & { capabilities: Readonly<Record<string, Capability>> };

/** Calls under way at once; the vendor's own limits hold besides. */
const CONCURRENCY = 5;

/**
 * Runs a node of one vendor: its `resource` and `operation` name what is done for every item.
 *
 * @param executeOf undefined if there is no such operation
 */
export async function runVendorNode<OfCategory extends CapableVendor>(
	context: IExecuteFunctions,
	vendor: OfCategory,
	executeOf: (resource: string, operation: string) => Execute<OfCategory> | undefined,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const resource = readText(context, 'resource', 0);
	const operation = readText(context, 'operation', 0);
	const capability = vendor.capabilities[`${resource}.${operation}`];
	const execute = executeOf(resource, operation);
	if (!execute || !capability?.supported) {
		const why = capability && !capability.supported ? capability.why : 'there is no such operation';
		const message = `${vendor.profile.name} does not offer this: ${why}`;
		throw new NodeOperationError(context.getNode(), message);
	}
	const attempts: Attempt[] = [];
	const authentication: unknown = context.getNodeParameter('authentication', 0, 'apiKey');
	const { client, principal } = await connectVendor(context, vendor, {
		credentialType: credentialTypeOf(vendor, authentication),
		itemIndex: 0,
		trace: (attempt) => attempts.push(attempt),
	});
	const prepared = execute({ context, vendor, client, principal });
	const items = await runItems(context, {
		provider: vendor.profile.id,
		vendorName: vendor.profile.name,
		...prepared,
		// Batches one after the other: of two items about one record the later one must win.
		concurrency: prepared.portion > 1 ? 1 : CONCURRENCY,
		projection: (itemIndex) => prepared.projection ?? readProjection(context, itemIndex),
		treatAsError: (itemIndex) => readTreatAsError(context, itemIndex),
		attempts,
	});
	return [items];
}
