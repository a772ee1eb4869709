import { isCalendarDay, toInstant } from '../../../gtm/model/instant';
import { instantOfWallClock } from '../../../gtm/model/zoned-time';
import { isoOfDateObject } from './date-time';
import { isAbsent } from './given';
import { Unreadable, kindOf, quoted } from './unreadable';

/** Milliseconds since 1970 of 1973 and later: what JavaScript counts, and nothing that a sheet counts. */
const LEAST_MILLISECONDS = 100_000_000_000;

const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?$/;

/**
 * The instant, ISO 8601 in UTC; undefined if there is none. Read are `$now` and other dates of n8n,
 * Date, ISO 8601, RFC 2822 and milliseconds since 1970. A time without a zone is in `timeZone`, a day
 * without a time its first moment there.
 *
 * @param timeZone the workflow's
 * @throws Unreadable for other notations: 03.12.2026 is one day here and another there, and 46360 is a
 * day in a sheet only
 */
export function toInstantText(value: unknown, timeZone: string): string | undefined {
	if (isAbsent(value)) return undefined;
	const text = isoOfDateObject(value) ?? (typeof value === 'string' ? value.trim() : undefined);
	const instant = text === undefined ? fromMilliseconds(value) : fromText(text, timeZone);
	if (instant !== undefined) return instant.toISOString();
	throw new Unreadable(
		`is not a valid time: ${text === undefined ? kindOf(value) : quoted(text)}`,
		`Write 2026-12-03T09:00 (in ${timeZone}, the workflow's time zone), 2026-12-03T09:00Z, or an expression such as {{ $now.plus({ days: 3 }) }}`,
	);
}

function fromText(text: string, timeZone: string): Date | undefined {
	const [, day] = WITHOUT_ZONE.exec(text) ?? [];
	if (day === undefined) {
		return /^\d+$/.test(text) ? fromMilliseconds(Number(text)) : toInstant(text);
	}
	const asIfUtc = isCalendarDay(day) ? toInstant(text) : undefined;
	return asIfUtc && new Date(instantOfWallClock(asIfUtc.getTime(), timeZone));
}

function fromMilliseconds(value: unknown): Date | undefined {
	if (typeof value !== 'number' || !(value >= LEAST_MILLISECONDS)) return undefined;
	const date = new Date(value);
	return Number.isNaN(date.getTime()) ? undefined : date;
}
