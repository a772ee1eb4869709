import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Window',
		name: 'window',
		type: 'options',
		options: [
			{ name: 'Between Two Dates', value: 'between' },
			{
				name: 'Last Full Days',
				value: 'days',
				description: 'In the time zone of the workflow, without today',
			},
		],
		default: 'days',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 366 },
		default: 7,
		displayOptions: { show: { window: ['days'] } },
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-01',
		description: 'In the time zone of the workflow unless it names one',
		displayOptions: { show: { window: ['between'] } },
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-08',
		description: 'Not included',
		displayOptions: { show: { window: ['between'] } },
	},
];

export function windowProperties(show: Record<string, string[]>): INodeProperties[] {
	return updateDisplayOptions({ show }, properties);
}

/** Times and days are those of the workflow's time zone. */
export function readWindow(parameters: ItemParameters) {
	const { timeZone } = parameters;
	if (parameters.choice('window', ['days', 'between']) === 'days') {
		return { days: parameters.requiredNumber('days', { whole: true }), timeZone };
	}
	const moment = (name: string) => parameters.required(name, parameters.instant(name));
	return { from: moment('from'), to: moment('to'), timeZone };
}
