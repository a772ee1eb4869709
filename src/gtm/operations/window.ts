import { checkWindow, lastDays } from '../analytics/windows';
import type { Clock } from '../../base/clock';
import { isCalendarDay, toInstant } from '../model/instant';
import type { MetricWindow } from '../model/metric';
import { isTimeZone } from '../model/zoned-time';
import { z } from '../../third-party/zod';

const moment = (what: string) =>
	z
		.string()
		.refine((text) => isCalendarDay(text) || toInstant(text) !== undefined, {
			message: 'is not a date or time. Enter 2026-11-01 or 2026-11-01T09:00Z.',
		})
		.optional()
		.meta({ description: what });

/** A stretch of time, in the members of an input. */
export const betweenMembers = {
	from: moment('Start of the window: a date such as 2026-11-01 or an ISO 8601 time'),
	to: moment('End of the window, not included'),
	timeZone: z
		.string()
		.refine(isTimeZone, { message: 'is not a time zone. Enter one such as Europe/Berlin.' })
		.optional()
		.meta({ description: 'Time zone of the days, such as Europe/Berlin. Default: UTC.' }),
} as const;

/** A stretch of time, or so many full days before today. */
export const windowMembers = {
	...betweenMembers,
	days: z
		.int()
		.min(1)
		.max(366)
		.optional()
		.meta({ description: 'Number of last full days, instead of from and to. Default: 7.' }),
} as const;

interface WindowInput {
	from?: string | undefined;
	to?: string | undefined;
	timeZone?: string | undefined;
	days?: number | undefined;
}

const DEFAULT_DAYS = 7;

/** For `superRefine` of an input with `betweenMembers` or `windowMembers`. */
export function checkWindowInput(input: WindowInput, context: z.RefinementCtx): void {
	const complain = (member: 'from' | 'to' | 'days', message: string) =>
		context.addIssue({ code: 'custom', path: [member], message });
	const { from, to, timeZone, days } = input;
	if (from === undefined && to === undefined) return;
	if (from === undefined) return complain('from', 'is empty, but To is set. Set both or neither.');
	if (to === undefined) return complain('to', 'is empty, but From is set. Set both or neither.');
	if (days !== undefined) return complain('days', 'and From and To are both set. Use one of them.');
	try {
		checkWindow({ from, to, timeZone });
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		complain('from', `is not valid. ${error.message}`);
	}
}

/** @param input as `checkWindowInput` checked it; undefined if it names no window */
export function windowBetween({ from, to, timeZone }: WindowInput): MetricWindow | undefined {
	return from === undefined || to === undefined ? undefined : checkWindow({ from, to, timeZone });
}

/** The same, or the last full days. */
export function windowOf({ clock }: { clock: Clock }, input: WindowInput): MetricWindow {
	const { days = DEFAULT_DAYS, timeZone } = input;
	return windowBetween(input) ?? lastDays(days, clock.now(), timeZone);
}
