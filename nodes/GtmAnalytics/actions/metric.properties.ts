import type { INodeProperties } from 'n8n-workflow';

import { MEASURES } from '../../../src/gtm/operations/analytics/metric-members';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** Metrics to report. The same in a query, a line of a report and an alert. */
export const eventField: INodeProperties = {
	displayName: 'Event or Metric',
	name: 'event',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. signed_up',
	description: 'Name of the event. In Google Analytics 4, a metric such as sessions works too.',
};

/** How it is counted: options of a query and an alert, fields of a line. */
export const measureFields: INodeProperties[] = [
	{
		displayName: 'Measure',
		name: 'measure',
		type: 'options',
		options: [
			{ name: 'Average of a Property', value: 'average' },
			{ name: 'Sum of a Property', value: 'sum' },
			{ name: 'Total', value: 'total', description: 'How often' },
			{ name: 'Unique', value: 'unique', description: 'Number of people' },
		],
		default: 'total',
	},
	{
		displayName: 'Property',
		name: 'property',
		type: 'string',
		default: '',
		placeholder: 'e.g. amount',
		displayOptions: { show: { measure: ['average', 'sum'] } },
	},
];

export const breakdownField: INodeProperties = {
	displayName: 'Break Down By',
	name: 'breakdown',
	type: 'string',
	default: '',
	placeholder: 'e.g. country',
	description: 'Return one result for each value of this property, largest first',
};

/** @param under the collection in which the form keeps how it is counted; a line keeps it beside the event */
export function readMetric(parameters: ItemParameters, under: '' | 'options.' = 'options.') {
	return {
		event: parameters.requiredText('event'),
		measure: parameters.choice(`${under}measure`, MEASURES),
		property: parameters.text(`${under}property`),
		breakdown: parameters.text(`${under}breakdown`),
	};
}
