import type { MetricQuery } from '../../analytics/analytics-vendor';
import { z } from '../../../third-party/zod';
import { id } from '../fields';

export const MEASURES = ['total', 'unique', 'sum', 'average'] as const;

/** What is counted: the same members in a query, a line of a report and an alert. */
export const metricMembers = {
	event: id('Name of the event. In Google Analytics 4, a metric such as sessions works too.'),
	measure: z.enum(MEASURES).default('total').meta({
		description: 'total: how often; unique: by how many people; sum, average: of a property',
	}),
	property: id('The property of which sum or average are taken').optional(),
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
	const message = `is empty. The ${measure} needs a property to be taken of, such as amount.`;
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
