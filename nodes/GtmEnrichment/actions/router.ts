import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { EnrichmentVendor } from '../../../src/gtm/enrichment/enrichment-vendor';
import type { Attempt } from '../../../src/gtm/http/trace';
import {
	enrichmentOperations,
	recordOperations,
	waterfallOperations,
} from '../../../src/gtm/operations/enrichment/enrichment-operations';
import type {
	ConnectedVendor,
	OperationPorts,
	WaterfallPorts,
} from '../../../src/gtm/operations/ports';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { fixedText } from '../../../src/n8n/gtm/node/fixed-text';
import type { NodeForm, Reads } from '../../../src/n8n/gtm/node/node-form';
import { operationPorts } from '../../../src/n8n/gtm/node/operation-ports';
import { type AnyOperation, runOperation } from '../../../src/n8n/gtm/node/run-operation';
import { operationName, runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { parametersOf } from '../../../src/n8n/gtm/parameters/parameters-of';
import { connectVendor } from '../../../src/n8n/gtm/vendor-client';
import { properties } from '../GtmEnrichment.properties';
import { readCheck, readStandardize } from './record.resource';
import {
	readEnrichCompany,
	readEnrichPerson,
	readFinishedJobs,
	readSignals,
	readVerify,
} from './vendor.resource';
import {
	readCompanyWaterfall,
	readEstimate,
	readPersonWaterfall,
	readVendors,
} from './waterfall.resource';

const vendorReads: Reads<typeof enrichmentOperations> = {
	'company.enrich': readEnrichCompany,
	'person.enrich': readEnrichPerson,
	'signal.list': readSignals,
	'email.verify': readVerify,
	'credit.balance': () => ({}),
	'job.finished': readFinishedJobs,
};

const waterfallReads: Reads<typeof waterfallOperations> = {
	'waterfall.company': readCompanyWaterfall,
	'waterfall.person': readPersonWaterfall,
	'waterfall.estimate': readEstimate,
};

const recordReads: Reads<typeof recordOperations> = {
	'record.check': readCheck,
	'record.standardize': readStandardize,
};

const labels = {
	firstName: 'First Name',
	handle: 'Handle',
	lastName: 'Last Name',
	lifetimeDays: 'Reuse Answers For (Days)',
	linkedinUrl: 'LinkedIn URL',
	missLifetimeDays: 'Reuse Not Found For (Days)',
	perDay: 'Credits per Day',
	perRun: 'Credits per Run',
	required: 'Required Fields',
	waitSeconds: 'Max Wait (Seconds)',
	wanted: 'Wanted Fields',
};

const forms = {
	vendor: {
		properties,
		operations: enrichmentOperations,
		reads: vendorReads,
		labels,
		// The options of the output are about a record, and this one is a list of jobs.
		projections: { 'job.finished': { mode: 'simplified' } },
	},
	waterfall: { properties, operations: waterfallOperations, reads: waterfallReads, labels },
	record: { properties, operations: recordOperations, reads: recordReads, labels },
} as const;

export const form = {
	properties,
	operations: { ...enrichmentOperations, ...waterfallOperations, ...recordOperations },
	reads: { ...vendorReads, ...waterfallReads, ...recordReads },
	labels,
};

/** Questions of one execution one after the other: each may spend what the next one then lacks. */
const CONCURRENCY = 1;

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[]];
	const resource = fixedText(this, 'resource');
	const attempts: Attempt[] = [];
	if (resource === 'record') {
		return [await run<OperationPorts>(this, forms.record, operationPorts(this), attempts)];
	}
	if (resource === 'waterfall') {
		const connected = await connectedOrError(this, attempts);
		const ports = { ...operationPorts(this), connected };
		return [await run<WaterfallPorts<EnrichmentVendor>>(this, forms.waterfall, ports, attempts)];
	}
	const vendor = vendorOf('enrichment', fixedText(this, 'vendor'));
	return await runVendorNode(this, vendor, forms.vendor);
}

async function run<Ports extends object>(
	context: IExecuteFunctions,
	of: NodeForm<AnyOperation<Ports>>,
	ports: Ports,
	attempts: readonly Attempt[],
): Promise<INodeExecutionData[]> {
	const operation = of.operations[operationName(context)];
	if (!operation) {
		throw new NodeOperationError(context.getNode(), 'There is no such operation.');
	}
	return await runOperation<Ports>(context, {
		form: of,
		operation,
		ports,
		provider: 'gtm',
		vendorName: of === forms.record ? 'GTM' : 'The vendors',
		concurrency: CONCURRENCY,
		attempts,
	});
}

/** What is wrong with the node as a whole is no item's error. */
async function connectedOrError(
	context: IExecuteFunctions,
	attempts: Attempt[],
): Promise<Array<ConnectedVendor<EnrichmentVendor>>> {
	try {
		const connected: Array<ConnectedVendor<EnrichmentVendor>> = [];
		for (const id of readVendors(parametersOf(context, properties)(0))) {
			const vendor = vendorOf('enrichment', id);
			const { client, principal } = await connectVendor(context, vendor, {
				credentialType: vendor.credentialTypes[0] ?? '',
				itemIndex: 0,
				trace: (attempt) => attempts.push(attempt),
			});
			connected.push({ vendor, client, principal });
		}
		return connected;
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			error instanceof RangeError ? error.message : (error as Error),
		);
	}
}
