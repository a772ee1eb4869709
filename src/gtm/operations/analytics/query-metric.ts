import { metricSchema } from '../../model/metric';
import { z } from '../../../third-party/zod';
import { checkWindowInput, windowMembers, windowOf } from '../window';
import { analyticsOperation } from './analytics-operation';
import { checkMetric, metricMembers, metricOf } from './metric-members';

export const INTERVALS = ['hour', 'day', 'week', 'month'] as const;

export const queryMetric = analyticsOperation({
	name: 'metric.query',
	label: 'Query',
	title: 'Query a metric',
	description: 'One value, or one value per breakdown',
	input: z
		.strictObject({
			...metricMembers,
			interval: z
				.enum(INTERVALS)
				.optional()
				.meta({ description: 'Also return values over time, in steps of this size' }),
			...windowMembers,
		})
		.superRefine(checkMetric)
		.superRefine(checkWindowInput),
	output: z.array(metricSchema),
	run: async (ports, input) => {
		const { vendor, client } = ports;
		const { interval } = input;
		return await vendor.queryMetric(client, {
			...metricOf(input),
			window: windowOf(ports, input),
			...(interval !== undefined && { interval }),
		});
	},
});
