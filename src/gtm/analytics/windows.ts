import type { MetricWindow } from '../model/metric';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The last full days before `now`, in UTC: 7 on a Wednesday noon is Wednesday to Tuesday. */
export function lastDays(days: number, now: number): MetricWindow {
	const to = Math.floor(now / DAY_MS) * DAY_MS;
	return windowOf(to - days * DAY_MS, to);
}

/** The last hours up to `now`, which need not be full. */
export function lastHours(hours: number, now: number): MetricWindow {
	return windowOf(now - hours * HOUR_MS, now);
}

/** The window of the same length that ends where this one begins. */
export function windowBefore({ from, to }: MetricWindow): MetricWindow {
	const start = Date.parse(from);
	return windowOf(start - (Date.parse(to) - start), start);
}

/** @throws RangeError naming what is wrong, for windows that users enter */
export function checkWindow({ from, to }: { from: string; to: string }): MetricWindow {
	const start = Date.parse(from);
	const end = Date.parse(to);
	if (Number.isNaN(start)) throw new RangeError('From is no date: use one such as 2026-11-01.');
	if (Number.isNaN(end)) throw new RangeError('To is no date: use one such as 2026-11-08.');
	if (start >= end) throw new RangeError('From must be before To; To itself is not included.');
	return windowOf(start, end);
}

function windowOf(from: number, to: number): MetricWindow {
	return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
