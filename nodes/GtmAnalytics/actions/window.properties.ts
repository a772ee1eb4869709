import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { checkWindow, lastDays } from '../../../src/gtm/analytics/windows';
import type { MetricWindow } from '../../../src/gtm/model/metric';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';

const properties: INodeProperties[] = [
	{
		displayName: 'Window',
		name: 'window',
		type: 'options',
		options: [
			{ name: 'Between Two Dates', value: 'between' },
			{ name: 'Last Full Days', value: 'days', description: 'In UTC, without today' },
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
		displayOptions: { show: { window: ['between'] } },
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Not included',
		displayOptions: { show: { window: ['between'] } },
	},
];

export function windowProperties(show: Record<string, string[]>): INodeProperties[] {
	return updateDisplayOptions({ show }, properties);
}

/** @throws RangeError naming what is wrong with the window */
export function readWindow(context: IExecuteFunctions, itemIndex: number): MetricWindow {
	if (context.getNodeParameter('window', itemIndex, 'days') === 'between') {
		const from = readText(context, 'from', itemIndex);
		return checkWindow({ from, to: readText(context, 'to', itemIndex) });
	}
	const days = Number(context.getNodeParameter('days', itemIndex, 7));
	if (!Number.isInteger(days) || days < 1) throw new RangeError('Days must be a number from 1 on.');
	return lastDays(days, gtmProcess().clock.now());
}
