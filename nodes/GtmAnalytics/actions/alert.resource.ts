import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { analyticsOperations } from '../../../src/gtm/operations/analytics/analytics-operations';
import { CONDITIONS } from '../../../src/gtm/operations/analytics/check-alert';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { eventField, readMetric } from './metric.properties';
import { readWindow, windowProperties } from './window.properties';

const properties: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'alertName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Signups fall',
		description: 'Unique name of this alert in this node. Its cool-down is stored under it.',
	},
	eventField,
	{
		displayName: 'Condition',
		name: 'condition',
		type: 'options',
		options: [
			{ name: 'Falls By', value: 'falls_by', description: 'Compared with the previous window' },
			{ name: 'Is Above', value: 'above' },
			{ name: 'Is Below', value: 'below' },
			{ name: 'Rises By', value: 'rises_by', description: 'Compared with the previous window' },
		],
		default: 'below',
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		default: 0,
		description: 'Fire when the value is above or below this number',
		displayOptions: { show: { condition: ['above', 'below'] } },
	},
	{
		displayName: 'Percent',
		name: 'percent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 20,
		description: 'Fire when the value changes by this percentage of the previous window, e.g. 20',
		displayOptions: { show: { condition: ['falls_by', 'rises_by'] } },
	},
];

/** For the options of an alert. */
export const coolDownField: INodeProperties = {
	displayName: 'Cool-Down (Hours)',
	name: 'coolDownHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	description: 'How long the alert stays silent after it fires',
};

/** For the options of an alert. */
export const crossingField: INodeProperties = {
	displayName: 'Once per Crossing',
	name: 'oncePerCrossing',
	type: 'boolean',
	default: false,
	description:
		'Whether to fire once when the condition begins to hold, and again only after it did not hold in between. Otherwise the alert also fires after each cool-down while the condition holds.',
};

export const description: INodeProperties[] = [
	...operationProperties(vendors.analytics, analyticsOperations, 'alert'),
	{
		displayName:
			'n8n saves the cool-down for published workflows only. In a test run, the alert fires every time.',
		name: 'notice_alert',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['alert'] } },
	},
	...updateDisplayOptions({ show: { resource: ['alert'] } }, properties),
	...windowProperties({ resource: ['alert'] }),
];

export function readAlert(parameters: ItemParameters) {
	const { event, measure, property } = readMetric(parameters);
	const condition = parameters.choice('condition', CONDITIONS);
	const compares = condition === 'above' || condition === 'below';
	return {
		name: parameters.requiredText('alertName'),
		event,
		measure,
		property,
		condition,
		...(compares
			? { threshold: parameters.requiredNumber('threshold') }
			: { percent: parameters.requiredNumber('percent') }),
		coolDownHours: parameters.requiredNumber('options.coolDownHours'),
		oncePerCrossing: parameters.boolean('options.oncePerCrossing'),
		...readWindow(parameters),
	};
}
