import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { fixedText } from '../../../src/n8n/gtm/node/fixed-text';
import type { Reads } from '../../../src/n8n/gtm/node/node-form';
import { runVendorNode } from '../../../src/n8n/gtm/node/run-vendor-node';
import { properties } from '../GtmSequencer.properties';
import { readHistory, readStatistics } from './engagement.resource';
import { readEnroll, readReference } from './enrollment.resource';
import { readList } from './locators';
import { readStepChange, readTemplateChange } from './messaging.resource';
import { readSequence, readTemplate } from './sequence.resource';

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
};

export const form = {
	properties,
	operations: sequencerOperations,
	reads,
	labels: { sequenceId: 'Sequence', templateId: 'Template' },
};

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const vendor = vendorOf('sequencer', fixedText(this, 'vendor'));
	return await runVendorNode(this, vendor, form);
}
