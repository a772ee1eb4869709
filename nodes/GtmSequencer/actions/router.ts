import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import type { OperationPorts } from '../../../src/gtm/operations/ports';
import {
	sequencerOperations,
	suppressionOperations,
} from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { fixedText } from '../../../src/n8n/gtm/node/fixed-text';
import type { Reads } from '../../../src/n8n/gtm/node/node-form';
import { operationPorts } from '../../../src/n8n/gtm/node/operation-ports';
import { runOperation } from '../../../src/n8n/gtm/node/run-operation';
import { operationName, runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { properties } from '../GtmSequencer.properties';
import { readHistory, readNew, readStatistics } from './engagement.resource';
import { EVENT_LABELS } from './event.properties';
import { readEnroll, readReference } from './enrollment.resource';
import { readList } from './locators';
import { readStepChange, readTemplateChange } from './messaging.resource';
import { readSequence, readTemplate } from './sequence.resource';
import { readAddition, readImport, readMost, readWho } from './suppression.resource';

const reads: Reads<typeof sequencerOperations> = {
	'sequence.get': readSequence,
	'sequence.list': readList,
	'template.get': readTemplate,
	'template.list': readList,
	'enrollment.enroll': readEnroll,
	'enrollment.get': readReference,
	'enrollment.pause': readReference,
	'enrollment.resume': readReference,
	'enrollment.stop': readReference,
	'messaging.updateStep': readStepChange,
	'messaging.updateTemplate': readTemplateChange,
	'engagement.history': readHistory,
	'engagement.statistics': readStatistics,
	'engagement.changes': readNew,
	'blocklist.push': () => ({}),
};

const suppressionReads: Reads<typeof suppressionOperations> = {
	'suppression.add': readAddition,
	'suppression.check': readWho,
	'suppression.import': readImport,
	'suppression.list': readMost,
	'suppression.remove': readWho,
};

/** What the form calls what is no parameter of its own, and what leaves as a whole. */
const labelled = {
	labels: EVENT_LABELS,
	projections: { 'engagement.changes': { mode: 'simplified' } as const },
};

const forms = {
	vendor: { ...labelled, properties, operations: sequencerOperations, reads },
	suppression: { properties, operations: suppressionOperations, reads: suppressionReads },
} as const;

export const form = {
	...labelled,
	properties,
	operations: { ...sequencerOperations, ...suppressionOperations },
	reads: { ...reads, ...suppressionReads },
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getInputData().length === 0) return [[]];
	if (fixedText(this, 'resource') === 'suppression') return [await runSuppression(this)];
	const vendor = vendorOf('sequencer', fixedText(this, 'vendor'));
	return await runVendorNode(this, vendor, forms.vendor);
}

async function runSuppression(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operations: Readonly<
		Record<string, (typeof suppressionOperations)[keyof typeof suppressionOperations]>
	> = suppressionOperations;
	const operation = operations[operationName(context)];
	if (!operation) {
		throw new NodeOperationError(context.getNode(), 'There is no such operation.');
	}
	return await runOperation<OperationPorts>(context, {
		form: forms.suppression,
		operation,
		ports: operationPorts(context),
		provider: 'gtm',
		vendorName: 'GTM',
		concurrency: 1,
		attempts: [],
	});
}
