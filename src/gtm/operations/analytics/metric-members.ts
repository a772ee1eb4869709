import type { MetricQuery } from '../../analytics/analytics-vendor';
import { z } from '../../../third-party/zod';
import { id } from '../fields';

export const MEASURES = ['total', 'unique', 'sum', 'average'] as const;

/** Metrics to report: the same members in a query, a line of a report and an alert. */
export const metricMembers = {
	event: id('Name of the event. In Google Analytics 4, a metric such as sessions works too.'),
	measure: z.enum(MEASURES).default('total').meta({
		description: 'total: number of events. unique: number of people. sum, average: of a property.',
	}),
	property: id('The property for sum and average').optional(),
	breakdown: id('Return one result for each value of this property, largest first').optional(),
} as const;

interface MetricInput {
	event: string;
	measure: MetricQuery['measure'];
	property?: string | undefined;
	breakdown?: string | undefined;
}

/** For `superRefine`. */
export function checkMetric(
	{ measure, property }: Pick<MetricInput, 'measure' | 'property'>,
	context: z.RefinementCtx,
): void {
	if ((measure !== 'sum' && measure !== 'average') || property !== undefined) return;
	const message = `is empty. Set it to a number property, such as amount, to get the ${measure}.`;
	context.addIssue({ code: 'custom', path: ['property'], message });
}

export function metricOf(input: MetricInput): Omit<MetricQuery, 'window'> {
	const { event, measure, property, breakdown } = input;
	return {
		event,
		measure,
		...(property !== undefined && { property }),
		...(breakdown !== undefined && { breakdown }),
	};
}
