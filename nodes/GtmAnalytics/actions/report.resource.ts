import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { AnalyticsVendor } from '../../../src/gtm/analytics/analytics-vendor';
import { type ReportRequest, makeReport } from '../../../src/gtm/analytics/report';
import { isRecord, listOf, textOf } from '../../../src/gtm/model/json';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { metricFields, toMetric } from './metric.properties';
import { readWindow, windowProperties } from './window.properties';

const properties: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: 'Weekly report',
	},
	{
		displayName: 'Lines',
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add line',
		default: {},
		options: [
			{
				displayName: 'Line',
				name: 'line',
				values: [
					{ displayName: 'Label', name: 'label', type: 'string', default: '' },
					...metricFields,
				],
			},
		],
	},
];

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['report'] } },
		options: [
			{
				name: 'Make',
				value: 'make',
				action: 'Make a report',
				description: 'Metrics beside those of the window before, as a table and a chart',
			},
		],
		default: 'make',
	},
	...updateDisplayOptions({ show: { resource: ['report'] } }, properties),
	...windowProperties({ resource: ['report'] }),
];

/** A report an item. The node turns its chart into binary data. */
export const make: Execute<AnalyticsVendor> = ({ context, vendor, client }) =>
	oneByOne<ReportRequest>(
		(itemIndex) => {
			const lines = listOf(context.getNodeParameter('lines.line', itemIndex, []));
			if (lines.length === 0) throw new RangeError('Lines is empty: a report needs at least one.');
			return {
				title: readText(context, 'title', itemIndex) || 'Report',
				window: readWindow(context, itemIndex),
				lines: lines.map((line, index) => {
					const label = isRecord(line) ? textOf(line.label) : undefined;
					return { ...toMetric(line, `Line ${index + 1}`), ...(label !== undefined && { label }) };
				}),
			};
		},
		async (request) => await makeReport(vendor, client, request),
	);
