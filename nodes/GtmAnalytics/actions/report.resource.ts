import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { analyticsOperations } from '../../../src/gtm/operations/analytics/analytics-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { breakdownField, eventField, measureFields, readMetric } from './metric.properties';
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
					eventField,
					...measureFields,
					breakdownField,
				],
			},
		],
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.analytics, analyticsOperations, 'report'),
	...updateDisplayOptions({ show: { resource: ['report'] } }, properties),
	...windowProperties({ resource: ['report'] }),
];

export function readReport(parameters: ItemParameters) {
	return {
		title: parameters.text('title'),
		lines: parameters
			.rows('lines.line')
			.map((row) => ({ label: row.text('label'), ...readMetric(row, '') })),
		...readWindow(parameters),
	};
}
