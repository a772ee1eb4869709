import { Unreadable } from './unreadable';

/** What of Luxon's DateTime is used: `$now` and `$today` are such objects. */
interface DateTimeLike {
	isLuxonDateTime: true;
	isValid: boolean;
	toMillis(): number;
	toISO(): string | null;
}

/** Told by its mark: n8n's Luxon is another copy than any that we could load. */
function isDateTime(value: object): value is DateTimeLike {
	return (value as Partial<DateTimeLike>).isLuxonDateTime === true;
}

/**
 * The ISO 8601 text of a Luxon DateTime, with its own offset, or of a Date; undefined for anything
 * else.
 *
 * @throws Unreadable if it is one that names no time
 */
export function isoOfDateObject(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (value instanceof Date || Object.prototype.toString.call(value) === '[object Date]') {
		const date = value as Date;
		if (Number.isNaN(date.getTime())) throw noTime();
		return date.toISOString();
	}
	if (!isDateTime(value)) return undefined;
	const text = value.isValid ? value.toISO() : null;
	if (text === null) throw noTime();
	return text;
}

function noTime(): Unreadable {
	return new Unreadable(
		'is an invalid date',
		'The expression cannot read this date format. Use DateTime.fromFormat',
	);
}
