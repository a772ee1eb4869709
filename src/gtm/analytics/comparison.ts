import type { Metric } from '../model/metric';

/** A metric beside the same one in the previous window. */
export interface ComparedMetric {
	name: string;
	unit: string;
	dimensions?: Record<string, string>;
	value: number;
	/** Absent if the window before gave no value. */
	previous?: number;
	/** `value - previous`. */
	change?: number;
	/** Change over previous: 0.25 is a quarter more. Absent if there was nothing before. */
	changeRatio?: number;
	numerator?: number;
	denominator?: number;
}

/** In the order of `current`; a metric that only the window before had comes last, with a value of 0. */
export function compareMetrics(
	current: readonly Metric[],
	previous: readonly Metric[],
): ComparedMetric[] {
	const before = new Map(previous.map((metric) => [keyOf(metric), metric]));
	const compared = current.map((metric) => compare(metric, before.get(keyOf(metric))?.value));
	const present = new Set(current.map(keyOf));
	const vanished = previous.filter((metric) => !present.has(keyOf(metric)));
	return [
		...compared,
		...vanished.map((metric) => compare({ ...withoutParts(metric), value: 0 }, metric.value)),
	];
}

function compare(metric: Metric, previous: number | undefined): ComparedMetric {
	const { name, unit, dimensions, value, numerator, denominator } = metric;
	return {
		name,
		unit,
		...(dimensions && { dimensions }),
		value,
		...(previous !== undefined && { previous, change: value - previous }),
		...(previous !== undefined && previous !== 0 && { changeRatio: (value - previous) / previous }),
		...(numerator !== undefined && { numerator }),
		...(denominator !== undefined && { denominator }),
	};
}

function withoutParts({ numerator: _, denominator: __, ...metric }: Metric): Metric {
	return metric;
}

function keyOf({ name, dimensions = {} }: Metric): string {
	const sorted = Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([name, sorted]);
}
