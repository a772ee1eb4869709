import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type {
	SequencerVendor,
	StepChange,
	TemplateChange,
} from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readRequired, readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { readLocator, sequenceLocator, templateLocator } from './locators';

type Context = VendorContext<SequencerVendor>['context'];

const texts: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		description: 'Stays if empty',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		description: 'Stays if empty',
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
		description: "The step's number from 1, or its ID if it is no number up to 100",
	},
	{
		displayName: 'Delay (Hours)',
		name: 'delayHours',
		type: 'string',
		default: '',
		description: 'After the step before; stays if empty',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, 'messaging', {
		updateStep: { name: 'Update Step', action: 'Update a step of a sequence' },
		updateTemplate: { name: 'Update Template', action: 'Update a template' },
	}),
	sequenceLocator({ resource: ['messaging'], operation: ['updateStep'] }),
	templateLocator({ resource: ['messaging'], operation: ['updateTemplate'] }),
	...updateDisplayOptions({ show: { resource: ['messaging'], operation: ['updateStep'] } }, step),
	...updateDisplayOptions({ show: { resource: ['messaging'] } }, texts),
];

/** Changes of what is sent, by operation. */
export const executes: Readonly<Record<string, Execute<SequencerVendor>>> = {
	'messaging.updateStep': ({ context, vendor, client }) =>
		oneByOne<StepChange>(
			(itemIndex) => readStepChange(context, itemIndex),
			async (change) => await vendor.updateStep(client, change),
		),
	'messaging.updateTemplate': ({ context, vendor, client }) =>
		oneByOne<TemplateChange>(
			(itemIndex) => ({
				templateId: readLocator(context, 'template', itemIndex),
				...readTexts(context, itemIndex),
			}),
			async (change) => await vendor.updateTemplate(client, change),
		),
};

/** No sequence is so long; ids of vendors are longer. */
const MOST_STEPS = 100;

function readStepChange(context: Context, itemIndex: number): StepChange {
	const named = readRequired(context, 'step', itemIndex, 'Step');
	const number = Number(named);
	const isNumber = Number.isInteger(number) && number >= 1 && number <= MOST_STEPS;
	const delay = readText(context, 'delayHours', itemIndex);
	if (delay !== '' && !(Number(delay) >= 0))
		throw new RangeError('Delay (Hours) is no number from 0 on.');
	const texts =
		delay === '' ? readTexts(context, itemIndex) : readOptionalTexts(context, itemIndex);
	return {
		sequenceId: readLocator(context, 'sequence', itemIndex),
		step: isNumber ? { number } : { id: named },
		...texts,
		...(delay !== '' && { delayHours: Number(delay) }),
	};
}

/** @throws RangeError if nothing would change */
function readTexts(context: Context, itemIndex: number) {
	const texts = readOptionalTexts(context, itemIndex);
	if (Object.keys(texts).length > 0) return texts;
	throw new RangeError('Nothing would change: give a subject or a body.');
}

function readOptionalTexts(context: Context, itemIndex: number) {
	const subject = readText(context, 'subject', itemIndex);
	const body = readText(context, 'body', itemIndex);
	return { ...(subject !== '' && { subject }), ...(body !== '' && { body }) };
}
