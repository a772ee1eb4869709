import type { Metric, MetricWindow } from '../model/metric';

/** How many people got to a step of a funnel. */
export interface FunnelStep {
	event: string;
	people: number;
}

/** One ratio for each step: people who got there over people who began. `step` counts from 1. */
export function funnelMetrics(
	source: string,
	window: MetricWindow,
	steps: readonly FunnelStep[],
): Metric[] {
	const began = steps[0]?.people ?? 0;
	return steps.map(({ event, people }, index) => ({
		name: event,
		unit: 'ratio',
		value: began === 0 ? 0 : people / began,
		numerator: people,
		denominator: began,
		window,
		dimensions: { step: String(index + 1) },
		source,
	}));
}
