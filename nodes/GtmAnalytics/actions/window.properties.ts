import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

const LAST = { last7: 7, last30: 30, last90: 90 } as const;

const properties: INodeProperties[] = [
	{
		displayName: 'Window',
		name: 'window',
		type: 'options',
		options: [
			{ name: 'Between Two Dates', value: 'between' },
			{ name: 'Last 30 Full Days', value: 'last30' },
			{ name: 'Last 7 Full Days', value: 'last7' },
			{ name: 'Last 90 Full Days', value: 'last90' },
			{ name: 'Last Full Days', value: 'days', description: 'Choose the number of days' },
		],
		default: 'last7',
		description: 'Number of full days in the time zone of the workflow, not including today',
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
		description: 'Uses the time zone of the workflow unless the value includes one',
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
	const window = parameters.choice('window', ['days', 'between', ...Object.keys(LAST)]);
	if (window in LAST) return { days: LAST[window as keyof typeof LAST], timeZone };
	if (window === 'days') {
		return { days: parameters.requiredNumber('days', { whole: true }), timeZone };
	}
	const moment = (name: string) => parameters.required(name, parameters.instant(name));
	return { from: moment('from'), to: moment('to'), timeZone };
}
