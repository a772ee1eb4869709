import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { sequenceLocator, templateLocator } from './locators';

const texts: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		description: 'Leave empty to keep the current value',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		description: 'Leave empty to keep the current value',
	},
];

const step: INodeProperties[] = [
	{
		displayName: 'Step',
		name: 'step',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1',
		description: 'Step number, starting at 1, or the ID of the step',
	},
	{
		displayName: 'Delay (Hours)',
		name: 'delayHours',
		type: 'string',
		default: '',
		description: 'Hours after the previous step. Leave empty to keep the current value.',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, sequencerOperations, 'messaging'),
	sequenceLocator({ resource: ['messaging'], operation: ['updateStep'] }),
	templateLocator({ resource: ['messaging'], operation: ['updateTemplate'] }),
	...updateDisplayOptions({ show: { resource: ['messaging'], operation: ['updateStep'] } }, step),
	...updateDisplayOptions({ show: { resource: ['messaging'] } }, texts),
];

function readTexts(parameters: ItemParameters) {
	return { subject: parameters.text('subject'), body: parameters.text('body') };
}

export function readStepChange(parameters: ItemParameters) {
	return {
		sequenceId: parameters.locatedId('sequence'),
		step: parameters.requiredText('step'),
		...readTexts(parameters),
		delayHours: parameters.optionalNumber('delayHours', { least: 0 }),
	};
}

export function readTemplateChange(parameters: ItemParameters) {
	return { templateId: parameters.locatedId('template'), ...readTexts(parameters) };
}
