import type { INodeProperties } from 'n8n-workflow';

import type { MetricQuery } from '../../../src/gtm/analytics/analytics-vendor';
import { isRecord } from '../../../src/gtm/model/json';

const MEASURES: ReadonlyArray<MetricQuery['measure']> = ['total', 'unique', 'sum', 'average'];

/** What is counted. The same fields in a query, a line of a report and an alert. */
export const metricFields: INodeProperties[] = [
	{
		displayName: 'Event or Metric',
		name: 'event',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. signed_up',
		description: "The event's name; in Google Analytics 4 a metric such as sessions",
	},
	{
		displayName: 'Measure',
		name: 'measure',
		type: 'options',
		options: [
			{ name: 'Average of a Property', value: 'average' },
			{ name: 'Sum of a Property', value: 'sum' },
			{ name: 'Total', value: 'total', description: 'How often' },
			{ name: 'Unique', value: 'unique', description: 'By how many people' },
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
	{
		displayName: 'Break Down By',
		name: 'breakdown',
		type: 'string',
		default: '',
		placeholder: 'e.g. country',
		description: 'A property; one value each, the largest first',
	},
];

/** @throws RangeError naming the field and where it stands */
export function toMetric(values: unknown, where: string): Omit<MetricQuery, 'window'> {
	const { event, measure, property, breakdown } = isRecord(values) ? values : {};
	const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
	if (text(event) === '') throw new RangeError(`${where} names no event or metric.`);
	const known = MEASURES.find((one) => one === measure) ?? 'total';
	if ((known === 'sum' || known === 'average') && text(property) === '') {
		throw new RangeError(`${where} needs a property for its ${known}.`);
	}
	return {
		event: text(event),
		measure: known,
		...(text(property) !== '' && { property: text(property) }),
		...(text(breakdown) !== '' && { breakdown: text(breakdown) }),
	};
}

export function metricParameters(read: (name: string) => unknown): Record<string, unknown> {
	return Object.fromEntries(metricFields.map(({ name }) => [name, read(name)]));
}
