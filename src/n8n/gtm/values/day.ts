import { isCalendarDay } from '../../../gtm/model/instant';
import { dayAt } from '../../../gtm/model/zoned-time';
import { isoOfDateObject } from './date-time';
import { isAbsent } from './given';
import { toInstantText } from './instant';
import { Unreadable } from './unreadable';

/**
 * The calendar day, as `2026-12-03`; undefined if there is none. A Luxon date is the day that it shows;
 * any other instant is the day on the workflow's calendar.
 *
 * @param timeZone the workflow's
 * @throws Unreadable for what is no time that `toInstantText` reads
 */
export function toDayText(value: unknown, timeZone: string): string | undefined {
	if (isAbsent(value)) return undefined;
	const shown = value instanceof Date ? undefined : isoOfDateObject(value);
	if (shown !== undefined) return shown.slice(0, 10);
	if (typeof value === 'string' && isCalendarDay(value.trim())) return value.trim();
	try {
		const instant = toInstantText(value, timeZone);
		return instant && dayAt(Date.parse(instant), timeZone);
	} catch (error) {
		if (!(error instanceof Unreadable)) throw error;
		throw new Unreadable(
			error.what.replace('valid time', 'valid date'),
			'Write it as 2026-12-03, or an expression such as {{ $today.plus({ days: 3 }) }}',
		);
	}
}
