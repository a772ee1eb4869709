import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { Attempt } from '../../../gtm/http/trace';
import { type Capable, capabilityOf } from '../../../gtm/operations/capability-of';
import type { VendorPorts } from '../../../gtm/operations/ports';
import type { Vendor } from '../../../gtm/vendors/vendor';
import { connectVendor } from '../vendor-client';
import { fixedText } from './fixed-text';
import type { NodeForm } from './node-form';
import { operationPorts } from './operation-ports';
import { type AnyOperation, runOperation } from './run-operation';
import { credentialTypeOf } from './vendor.properties';

type CapableVendor = Vendor & Capable;

/** Calls under way at once; the vendor's own limits hold besides. */
const CONCURRENCY = 5;

/** Runs a node of one vendor: its `resource` and `operation` name what is done for every item. */
export async function runVendorNode<OfCategory extends CapableVendor>(
	context: IExecuteFunctions,
	vendor: OfCategory,
	form: NodeForm<AnyOperation<VendorPorts<OfCategory>>>,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const operation = form.operations[operationName(context)];
	if (!operation) throw notOffered(context, vendor, 'there is no such operation');
	const capability = capabilityOf(vendor, operation);
	if (!capability.supported) throw notOffered(context, vendor, capability.why);
	const attempts: Attempt[] = [];
	const authentication: unknown = context.getNodeParameter('authentication', 0, 'apiKey');
	const { client, principal } = await connectVendor(context, vendor, {
		credentialType: credentialTypeOf(vendor, authentication),
		itemIndex: 0,
		trace: (attempt) => attempts.push(attempt),
	});
	const items = await runOperation<VendorPorts<OfCategory>>(context, {
		form,
		operation,
		ports: { ...operationPorts(context), vendor, client, principal },
		provider: vendor.profile.id,
		vendorName: vendor.profile.name,
		concurrency: CONCURRENCY,
		attempts,
	});
	return [items];
}

function notOffered(context: IExecuteFunctions, { profile }: Vendor, why: string) {
	return new NodeOperationError(context.getNode(), `${profile.name} does not offer this: ${why}`);
}

/** As the catalogue names it: `contact.upsert`. */
export function operationName(context: IExecuteFunctions): string {
	return `${fixedText(context, 'resource')}.${fixedText(context, 'operation')}`;
}
