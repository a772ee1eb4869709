import type { MetricWindow } from '../model/metric';

const DAY_MS = 86_400_000;

/** Calendar days with both ends in them, as most vendors count. */
export interface WholeDays {
	/** `2026-11-01` */
	first: string;
	last: string;
	count: number;
}

export const WHOLE_DAYS_ONLY =
	'The window must be whole days, from midnight to midnight: the vendor counts days of its own time zone and knows no hours.';

/** Undefined if an end of the window is not midnight UTC. */
export function wholeDaysOf({ from, to }: MetricWindow): WholeDays | undefined {
	const start = Date.parse(from);
	const end = Date.parse(to);
	if (start % DAY_MS !== 0 || end % DAY_MS !== 0) return undefined;
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	return { first: day(start), last: day(end - DAY_MS), count: (end - start) / DAY_MS };
}
