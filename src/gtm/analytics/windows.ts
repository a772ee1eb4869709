import { isCalendarDay, toInstant } from '../model/instant';
import type { MetricWindow } from '../model/metric';
import { dayAt, daysAfter, startOfDay } from '../model/zoned-time';
import { wholeDaysOf } from './whole-days';

const HOUR_MS = 3_600_000;

/**
 * The last full days before `now`, on the calendar of a time zone: 7 on a Wednesday noon is Wednesday to
 * Tuesday.
 */
export function lastDays(days: number, now: number, timeZone?: string): MetricWindow {
	const today = dayAt(now, timeZone ?? 'UTC');
	return daysFrom(daysAfter(today, -days), today, timeZone);
}

/** The last hours up to `now`, which need not be full. */
export function lastHours(hours: number, now: number): MetricWindow {
	return windowOf(now - hours * HOUR_MS, now);
}

/** The window of the same length that ends where this one begins: as many days, if it is of whole days. */
export function windowBefore(window: MetricWindow): MetricWindow {
	const { timeZone } = window;
	const days = wholeDaysOf(window);
	if (days) return daysFrom(daysAfter(days.first, -days.count), days.first, timeZone);
	const start = Date.parse(window.from);
	return windowOf(start - (Date.parse(window.to) - start), start, timeZone);
}

/**
 * The window between two times. A day without a time is its first moment in the time zone.
 *
 * @throws RangeError naming what is wrong, for windows that users enter
 */
export function checkWindow({
	from,
	to,
	timeZone,
}: {
	from: string;
	to: string;
	timeZone?: string | undefined;
}): MetricWindow {
	const start = momentOf(from, timeZone);
	const end = momentOf(to, timeZone);
	if (start === undefined)
		throw new RangeError('From is not a date. Enter one such as 2026-11-01.');
	if (end === undefined) throw new RangeError('To is not a date. Enter one such as 2026-11-08.');
	if (start >= end) throw new RangeError('From must be before To. The window ends just before To.');
	return windowOf(start, end, timeZone);
}

function momentOf(text: string, timeZone = 'UTC'): number | undefined {
	return isCalendarDay(text) ? startOfDay(text, timeZone) : toInstant(text)?.getTime();
}

function daysFrom(first: string, end: string, timeZone?: string): MetricWindow {
	const zone = timeZone ?? 'UTC';
	return windowOf(startOfDay(first, zone), startOfDay(end, zone), timeZone);
}

function windowOf(from: number, to: number, timeZone?: string): MetricWindow {
	return {
		from: new Date(from).toISOString(),
		to: new Date(to).toISOString(),
		...(timeZone !== undefined && { timeZone }),
	};
}
