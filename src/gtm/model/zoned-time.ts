const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formats.set(timeZone, made);
	return made;
}

/** What a clock on the wall shows at an instant, as if it were UTC, in milliseconds. */
function wallClockAt(instant: number, timeZone: string): number {
	const parts = Object.fromEntries(
		formatOf(timeZone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	const milliseconds = ((instant % 1000) + 1000) % 1000;
	return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}

/**
 * The instant at which a clock on the wall of a time zone shows a time. One that is skipped in spring
 * is as much later as the clock was put forward; of one that comes twice in autumn it is the first.
 *
 * @param wallClock that time as if it were UTC, in milliseconds
 * @param timeZone of the IANA database, such as `Europe/Berlin`
 */
export function instantOfWallClock(wallClock: number, timeZone: string): number {
	const candidates = [wallClock - DAY_MS, wallClock + DAY_MS].map(
		(near) => wallClock - (wallClockAt(near, timeZone) - near),
	);
	const fitting = candidates.filter((instant) => wallClockAt(instant, timeZone) === wallClock);
	return fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates);
}

const DAY_MS = 86_400_000;

/** The calendar day at an instant, as `2026-11-25`. */
export function dayAt(instant: number, timeZone: string): string {
	return new Date(wallClockAt(instant, timeZone)).toISOString().slice(0, 10);
}

/** When a calendar day begins, as an instant in milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
	return instantOfWallClock(Date.parse(`${day}T00:00:00Z`), timeZone);
}

/** The day so many days after another. */
export function daysAfter(day: string, count: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie between two. */
export function daysBetween(first: string, second: string): number {
	return (Date.parse(second) - Date.parse(first)) / DAY_MS;
}

/** Whether a text is a name of the IANA database, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
	try {
		return formatOf(name).resolvedOptions().timeZone !== '';
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}
