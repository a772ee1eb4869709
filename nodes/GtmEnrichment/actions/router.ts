import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { Attempt } from '../../../src/gtm/http/trace';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { readProjection, readTreatAsError } from '../../../src/n8n/gtm/node/output.properties';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import type { Prepared } from '../../../src/n8n/gtm/node/prepared';
import { runItems } from '../../../src/n8n/gtm/node/run-items';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { prepareRecord } from './record.resource';
import { executes } from './vendor.resource';
import { prepareWaterfall } from './waterfall.resource';

/** Questions of one execution one after the other: each may spend what the next one then lacks. */
const CONCURRENCY = 1;

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[]];
	const resource = readText(this, 'resource', 0);
	const operation = readText(this, 'operation', 0);
	if (resource === 'waterfall') {
		const attempts: Attempt[] = [];
		const prepared = await preparedOrError(
			this,
			async () => await prepareWaterfall(this, operation, attempts),
		);
		return await run(this, 'The vendors', prepared, attempts);
	}
	if (resource === 'record') return await run(this, 'GTM', prepareRecord(this, operation), []);
	const vendor = vendorOf('enrichment', readText(this, 'vendor', 0));
	return await runVendorNode(this, vendor, (kind, act) => executes[`${kind}.${act}`]);
}

async function run(
	context: IExecuteFunctions,
	vendorName: string,
	prepared: Prepared<unknown>,
	attempts: readonly Attempt[],
): Promise<INodeExecutionData[][]> {
	const items = await runItems(context, {
		provider: 'gtm',
		vendorName,
		...prepared,
		concurrency: CONCURRENCY,
		projection: (itemIndex) => readProjection(context, itemIndex),
		treatAsError: (itemIndex) => readTreatAsError(context, itemIndex),
		attempts,
	});
	return [items];
}

/** What is wrong with the node as a whole is no item's error. */
async function preparedOrError<Result>(
	context: IExecuteFunctions,
	act: () => Promise<Result>,
): Promise<Result> {
	try {
		return await act();
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			error instanceof RangeError ? error.message : (error as Error),
		);
	}
}
