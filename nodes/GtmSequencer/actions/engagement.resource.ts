import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { checkWindow } from '../../../src/gtm/analytics/windows';
import type {
	ListOptions,
	SequencerVendor,
	StatisticsQuery,
} from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readRequired, readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { listProperties, readListOptions, readLocator, sequenceLocator } from './locators';

type Context = VendorContext<SequencerVendor>['context'];

const window: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'The whole life of the sequence if empty, where the vendor can tell',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Not included',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, 'engagement', {
		history: {
			name: 'Get History',
			action: 'Get the engagement of a contact',
			description: 'What was sent, opened, clicked and replied, newest first',
		},
		statistics: {
			name: 'Get Statistics',
			action: 'Get the statistics of a sequence',
			description: 'Each rate with its numerator and denominator',
		},
	}),
	sequenceLocator({ resource: ['engagement'], operation: ['statistics'] }),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. dana@acme.com',
		displayOptions: { show: { resource: ['engagement'], operation: ['history'] } },
	},
	...listProperties({ resource: ['engagement'], operation: ['history'] }).filter(
		({ name }) => name !== 'text',
	),
	...updateDisplayOptions(
		{ show: { resource: ['engagement'], operation: ['statistics'] } },
		window,
	),
];

/** What became of messages, by operation. */
export const executes: Readonly<Record<string, Execute<SequencerVendor>>> = {
	'engagement.history': ({ context, vendor, client }) =>
		oneByOne<{ email: string; options: ListOptions }>(
			(itemIndex) => ({
				email: readRequired(context, 'email', itemIndex, 'Email'),
				options: readListOptions(context, itemIndex),
			}),
			async ({ email, options }) => await vendor.engagementHistory(client, { email }, options),
		),
	'engagement.statistics': ({ context, vendor, client }) =>
		oneByOne<StatisticsQuery>(
			(itemIndex) => readStatistics(context, itemIndex),
			async (query) => await vendor.statistics(client, query),
		),
};

function readStatistics(context: Context, itemIndex: number): StatisticsQuery {
	const from = readText(context, 'from', itemIndex);
	const to = readText(context, 'to', itemIndex);
	const sequenceId = readLocator(context, 'sequence', itemIndex);
	return from === '' && to === ''
		? { sequenceId }
		: { sequenceId, window: checkWindow({ from, to }) };
}
