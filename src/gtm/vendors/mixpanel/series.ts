import { numberOf, recordOf } from '../../model/json';
import { toInstant } from '../../model/instant';
import type { Metric } from '../../model/metric';

export type Series = NonNullable<Metric['series']>;

/**
 * `{ "2026-11-02": 4, "2026-11-01": 7 }`, oldest first. The dates are days of the project's time zone,
 * which the answer does not name: they are written as if it were UTC.
 */
export function seriesOf(byDate: unknown): Series {
	return Object.entries(recordOf(byDate))
		.flatMap(([date, count]) => {
			const at = toInstant(date);
			const value = numberOf(count);
			return at === undefined || value === undefined ? [] : [{ at: at.toISOString(), value }];
		})
		.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

export function sumOf(series: Series): number {
	return series.reduce((sum, { value }) => sum + value, 0);
}
