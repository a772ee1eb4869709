import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { splitList } from '../../../src/base/split-list';
import type {
	AnalyticsVendor,
	FunnelQuery,
	MetricQuery,
	UsageQuery,
} from '../../../src/gtm/analytics/analytics-vendor';
import { toDomain } from '../../../src/gtm/model/domain';
import { toEmail } from '../../../src/gtm/model/email';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { metricFields, metricParameters, toMetric } from './metric.properties';
import { readWindow, windowProperties } from './window.properties';

type Context = VendorContext<AnalyticsVendor>['context'];

const INTERVALS = ['hour', 'day', 'week', 'month'] as const;

const interval: INodeProperties = {
	displayName: 'Interval',
	name: 'interval',
	type: 'options',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Hour', value: 'hour' },
		{ name: 'Month', value: 'month' },
		{ name: 'None', value: 'none', description: 'Only the value of the whole window' },
		{ name: 'Week', value: 'week' },
	],
	default: 'none',
	description: 'Also values over time, in steps of this size',
};

const funnel: INodeProperties[] = [
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'string',
		default: '',
		placeholder: 'e.g. signed_up, created_workflow, invited_teammate',
		description: 'Events in order, by commas; at least two',
	},
	{
		displayName: 'Saved Funnel ID',
		name: 'savedFunnelId',
		type: 'string',
		default: '',
		description: "The vendor's own saved funnel instead of steps, where it has them",
	},
	{
		displayName: 'Within Hours',
		name: 'withinHours',
		type: 'number',
		default: 168,
		typeOptions: { minValue: 1 },
		description: 'How long a person may take from the first to the last step',
	},
];

const usage: INodeProperties[] = [
	{
		displayName: 'Domain',
		name: 'domain',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. acme.com',
		displayOptions: { show: { operation: ['account'] } },
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. dana@acme.com',
		displayOptions: { show: { operation: ['person'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'string',
		default: '',
		placeholder: 'e.g. workflow_run, report_viewed',
		description: 'What counts as usage, by commas; everything if empty',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.analytics, 'metric', {
		query: {
			name: 'Query',
			action: 'Query a metric',
			description: 'One value, or one a breakdown',
		},
	}),
	...operationProperties(vendors.analytics, 'funnel', {
		query: {
			name: 'Query',
			action: 'Query a funnel',
			description: 'One ratio a step: who got there over who began',
		},
	}),
	...operationProperties(vendors.analytics, 'usage', {
		account: { name: 'Of an Account', action: 'Get the product usage of an account' },
		person: { name: 'Of a Person', action: 'Get the product usage of a person' },
	}),
	...updateDisplayOptions({ show: { resource: ['metric'] } }, [...metricFields, interval]),
	...updateDisplayOptions({ show: { resource: ['funnel'] } }, funnel),
	...updateDisplayOptions({ show: { resource: ['usage'] } }, usage),
	...windowProperties({ resource: ['metric', 'funnel', 'usage'] }),
];

/** Questions to the vendor, by operation. */
export const executes: Readonly<Record<string, Execute<AnalyticsVendor>>> = {
	'metric.query': ({ context, vendor, client }) =>
		oneByOne<MetricQuery>(
			(itemIndex) => readMetric(context, itemIndex),
			async (query) => await vendor.queryMetric(client, query),
		),
	'funnel.query': ({ context, vendor, client }) =>
		oneByOne<FunnelQuery>(
			(itemIndex) => readFunnel(context, itemIndex),
			async (query) => await vendor.queryFunnel(client, query),
		),
	'usage.account': ({ context, vendor, client }) =>
		oneByOne<{ domain: string; query: UsageQuery }>(
			(itemIndex) => {
				const domain = toDomain(readText(context, 'domain', itemIndex));
				if (domain === undefined) throw new RangeError('Domain is none, such as acme.com.');
				return { domain, query: readUsage(context, itemIndex) };
			},
			async ({ domain, query }) => await vendor.accountUsage(client, { domain }, query),
		),
	'usage.person': ({ context, vendor, client }) =>
		oneByOne<{ email: string; query: UsageQuery }>(
			(itemIndex) => {
				const email = toEmail(readText(context, 'email', itemIndex));
				if (email === undefined)
					throw new RangeError('Email is no address, such as dana@acme.com.');
				return { email, query: readUsage(context, itemIndex) };
			},
			async ({ email, query }) => await vendor.personUsage(client, { email }, query),
		),
};

export function readMetric(context: Context, itemIndex: number): MetricQuery {
	const chosen: unknown = context.getNodeParameter('interval', itemIndex, 'none');
	const step = INTERVALS.find((one) => one === chosen);
	const values = metricParameters((name) => context.getNodeParameter(name, itemIndex, ''));
	return {
		...toMetric(values, 'The query'),
		window: readWindow(context, itemIndex),
		...(step !== undefined && { interval: step }),
	};
}

function readFunnel(context: Context, itemIndex: number): FunnelQuery {
	const steps = splitList(context.getNodeParameter('steps', itemIndex, ''));
	const savedFunnelId = readText(context, 'savedFunnelId', itemIndex);
	if (steps.length < 2 && savedFunnelId === '') {
		throw new RangeError('Steps needs at least two events, or give the ID of a saved funnel.');
	}
	return {
		steps,
		window: readWindow(context, itemIndex),
		conversionWithinHours: Number(context.getNodeParameter('withinHours', itemIndex, 168)),
		...(savedFunnelId !== '' && { savedFunnelId }),
	};
}

function readUsage(context: Context, itemIndex: number): UsageQuery {
	const events = splitList(context.getNodeParameter('events', itemIndex, ''));
	return { window: readWindow(context, itemIndex), ...(events.length > 0 && { events }) };
}
