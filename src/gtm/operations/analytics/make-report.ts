import { makeReport as makeReportOf } from '../../analytics/report';
import { windowSchema } from '../../model/metric';
import { z } from '../../../third-party/zod';
import { id } from '../fields';
import { checkWindowInput, windowMembers, windowOf } from '../window';
import { analyticsOperation } from './analytics-operation';
import { checkMetric, metricMembers, metricOf } from './metric-members';

const line = z
	.strictObject({
		label: id('Label in the report. Default: the name of the event.').optional(),
		...metricMembers,
	})
	.superRefine(checkMetric);

const report = z.strictObject({
	title: z.string(),
	window: windowSchema,
	previousWindow: windowSchema,
	metrics: z.array(
		z.strictObject({
			name: z.string(),
			unit: z.string(),
			dimensions: z.record(z.string(), z.string()).optional(),
			value: z.number(),
			previous: z.number().optional(),
			change: z.number().optional(),
			changeRatio: z.number().optional(),
			numerator: z.number().optional(),
			denominator: z.number().optional(),
		}),
	),
	missing: z.array(z.string()),
	chart: z.string(),
});

export const makeReport = analyticsOperation({
	name: 'report.make',
	label: 'Make',
	title: 'Make a report',
	description: 'Metrics beside those in the previous window, as a table and a chart',
	input: z
		.strictObject({
			title: id('Heading of the report').default('Report'),
			lines: z.array(line).min(1).max(50).meta({ description: 'Metrics to report' }),
			...windowMembers,
		})
		.superRefine(checkWindowInput),
	madeOf: 'metric.query',
	output: report,
	run: async (ports, input) =>
		await makeReportOf(ports.vendor, ports.client, {
			title: input.title,
			window: windowOf(ports, input),
			lines: input.lines.map(({ label, ...metric }) => ({
				...metricOf(metric),
				...(label !== undefined && { label }),
			})),
		}),
});
