import { isCalendarDay, toInstant } from '../../model/instant';
import { recordOf } from '../../model/json';
import { dayAt, daysAfter, startOfDay } from '../../model/zoned-time';

/**
 * HubSpot keeps a close date as a point in time, which each of its users sees in their own time zone.
 * Here it is a day: written as its first moment in the workflow's time zone, read as the day there.
 */
export interface DayProperties {
	/** HubSpot's names of such properties. */
	days?: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Properties as HubSpot gives them, with days in place of points in time. */
export function withDays(
	{ days = [] }: DayProperties,
	{ timeZone = 'UTC' }: { timeZone?: string },
	properties: Values,
): Record<string, unknown> {
	const read = days.flatMap((name): Array<[string, unknown]> => {
		const day = dayOf(properties[name], timeZone);
		return day === undefined ? [] : [[name, day]];
	});
	return { ...properties, ...Object.fromEntries(read) };
}

/** The same of a whole record. */
export function withDaysIn(
	object: DayProperties,
	client: { timeZone?: string },
	answer: Record<string, unknown>,
): Record<string, unknown> {
	return { ...answer, properties: withDays(object, client, recordOf(answer.properties)) };
}

/** The day of a point in time; undefined for what is none. */
export function dayOf(value: unknown, timeZone: string): string | undefined {
	const instant = typeof value === 'string' ? toInstant(value) : undefined;
	if (instant === undefined || typeof value !== 'string') return undefined;
	return isCalendarDay(value) ? value : dayAt(instant.getTime(), timeZone);
}

/** Values as HubSpot takes them: of a day its first moment. */
export function withMoments(
	{ days = [] }: DayProperties,
	{ timeZone = 'UTC' }: { timeZone?: string },
	values: Values,
): Record<string, unknown> {
	const written = days.flatMap((name): Array<[string, unknown]> => {
		const day = values[name];
		return typeof day === 'string' && isCalendarDay(day) ? [[name, momentOf(day, timeZone)]] : [];
	});
	return { ...values, ...Object.fromEntries(written) };
}

function momentOf(day: string, timeZone: string): string {
	return new Date(startOfDay(day, timeZone)).toISOString();
}

/** The bounds of a search that compares with a day: the whole of it counts. */
export function dayFilter(operator: string, day: string, timeZone: string): object | undefined {
	const [start, next] = [day, daysAfter(day, 1)].map((one) => startOfDay(one, timeZone));
	if (start === undefined || next === undefined) return undefined;
	const filters: Readonly<Record<string, object>> = {
		EQ: { operator: 'BETWEEN', value: String(start), highValue: String(next - 1) },
		GT: { operator: 'GTE', value: String(next) },
		GTE: { operator: 'GTE', value: String(start) },
		LT: { operator: 'LT', value: String(start) },
		LTE: { operator: 'LT', value: String(next) },
	};
	return filters[operator];
}
