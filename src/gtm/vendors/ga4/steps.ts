import type { MetricQuery } from '../../analytics/analytics-vendor';

type Interval = NonNullable<MetricQuery['interval']>;

const DAY_MS = 86_400_000;

/** Dimensions that cut time into steps. */
export const STEP_DIMENSIONS: Readonly<Record<Interval, string>> = {
	hour: 'dateHour',
	day: 'date',
	week: 'isoYearIsoWeek',
	month: 'yearMonth',
};

/**
 * The first moment of a step: `2026112509`, `20261125`, `202648` (ISO week), `202611`. It is one of the
 * property's time zone, written as if that were UTC. Undefined for `(other)`.
 */
export function stepStart(interval: Interval, value: string): string | undefined {
	if (!/^\d{6,10}$/.test(value)) return undefined;
	const year = Number(value.slice(0, 4));
	const second = Number(value.slice(4, 6));
	const start =
		interval === 'week'
			? mondayOf(year, second)
			: Date.UTC(
					year,
					second - 1,
					interval === 'month' ? 1 : Number(value.slice(6, 8)),
					interval === 'hour' ? Number(value.slice(8, 10)) : 0,
				);
	return Number.isNaN(start) ? undefined : new Date(start).toISOString();
}

/** The fourth of January is always in the first ISO week. */
function mondayOf(year: number, week: number): number {
	const fourth = Date.UTC(year, 0, 4);
	const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
	return fourth + (7 * (week - 1) - weekday) * DAY_MS;
}
