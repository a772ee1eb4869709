import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { analyticsOperations } from '../../../src/gtm/operations/analytics/analytics-operations';
import { INTERVALS } from '../../../src/gtm/operations/analytics/query-metric';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { eventField, readMetric } from './metric.properties';
import { readWindow, windowProperties } from './window.properties';

/** For the options of a query. */
export const intervalField: INodeProperties = {
	displayName: 'Interval',
	name: 'interval',
	type: 'options',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Hour', value: 'hour' },
		{ name: 'Month', value: 'month' },
		{ name: 'None', value: 'none', description: 'One value for the whole window' },
		{ name: 'Week', value: 'week' },
	],
	default: 'none',
	description: 'Also return values over time, in steps of this size',
};

const funnel: INodeProperties[] = [
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'string',
		default: '',
		placeholder: 'e.g. signed_up, created_workflow, invited_teammate',
		description: 'At least two events in order, separated by commas',
	},
	{
		displayName: 'Saved Funnel ID',
		name: 'savedFunnelId',
		type: 'string',
		default: '',
		description:
			'ID of a funnel saved at the vendor, to use instead of Steps, if the vendor supports it',
	},
	{
		displayName: 'Within Hours',
		name: 'withinHours',
		type: 'number',
		default: 168,
		typeOptions: { minValue: 1 },
		description: 'Maximum time from the first to the last step',
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
		description: 'Events that count as usage, separated by commas. Leave empty for all events.',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.analytics, analyticsOperations, 'metric'),
	...operationProperties(vendors.analytics, analyticsOperations, 'funnel'),
	...operationProperties(vendors.analytics, analyticsOperations, 'usage'),
	...updateDisplayOptions({ show: { resource: ['metric'] } }, [eventField]),
	...updateDisplayOptions({ show: { resource: ['funnel'] } }, funnel),
	...updateDisplayOptions({ show: { resource: ['usage'] } }, usage),
	...windowProperties({ resource: ['metric', 'funnel', 'usage'] }),
];

export function readQuery(parameters: ItemParameters) {
	const interval = parameters.choice('options.interval', ['none', ...INTERVALS]);
	return {
		...readMetric(parameters),
		interval: interval === 'none' ? undefined : interval,
		...readWindow(parameters),
	};
}

export function readFunnel(parameters: ItemParameters) {
	return {
		steps: parameters.texts('steps'),
		savedFunnelId: parameters.text('savedFunnelId'),
		withinHours: parameters.requiredNumber('withinHours'),
		...readWindow(parameters),
	};
}

export function readAccountUsage(parameters: ItemParameters) {
	const domain = parameters.requiredText('domain');
	return { domain, events: parameters.texts('events'), ...readWindow(parameters) };
}

export function readPersonUsage(parameters: ItemParameters) {
	const email = parameters.requiredText('email');
	return { email, events: parameters.texts('events'), ...readWindow(parameters) };
}
