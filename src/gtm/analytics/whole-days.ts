import type { MetricWindow } from '../model/metric';
import { dayAt, daysAfter, daysBetween, startOfDay } from '../model/zoned-time';

/** Calendar days with both ends in them, as most vendors count. */
export interface WholeDays {
	/** `2026-11-01` */
	first: string;
	last: string;
	count: number;
}

export const WHOLE_DAYS_ONLY =
	'From and To must be whole days, midnight to midnight: the vendor counts days in its own time zone, not hours.';

/**
 * The days of a window on the calendar of its own time zone, UTC if it names none. Undefined if one of
 * its ends is within a day.
 */
export function wholeDaysOf(window: MetricWindow): WholeDays | undefined {
	const { from, to, timeZone = 'UTC' } = window;
	const end = Date.parse(to);
	const isMidnight = (instant: number) =>
		startOfDay(dayAt(instant, timeZone), timeZone) === instant;
	if (!isMidnight(Date.parse(from)) || !isMidnight(end)) return undefined;
	return daysTouched(window);
}

/** The days that a window has a part in, on the calendar of its own time zone. */
export function daysTouched({ from, to, timeZone = 'UTC' }: MetricWindow): WholeDays {
	const start = Date.parse(from);
	const first = dayAt(start, timeZone);
	// The end of a window is not in it.
	const last = dayAt(Math.max(start, Date.parse(to) - 1), timeZone);
	return { first, last, count: daysBetween(first, daysAfter(last, 1)) };
}
