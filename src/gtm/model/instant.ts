/** Date, `T` or a space, time, perhaps a fraction and a zone; the zone may lack its colon. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** RFC 2822, with its zone: `Wed, 25 Nov 2026 09:30:00 GMT`. */
const RFC_2822 =
	/^(?:[a-z]{3},?\s+)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+(?:[+-]\d{4}|GMT|UTC|Z)$/i;

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The instant that a text names; undefined if it is none that exists. A text without a zone is UTC,
 * as vendors mean it: JavaScript would take the server's zone. Nothing else is guessed at:
 * `Date.parse` finds a date in nearly everything.
 */
export function toInstant(source: string): Date | undefined {
	const text = source.trim();
	const iso = ISO.exec(text);
	if (!iso) return RFC_2822.test(text) ? valid(new Date(text)) : undefined;
	const [, day = '', time = '00:00', zone = 'Z'] = iso;
	if (!isCalendarDay(day)) return undefined;
	const offset =
		zone.toUpperCase() === 'Z' || zone.includes(':')
			? zone
			: `${zone.slice(0, 3)}:${zone.slice(3)}`;
	return valid(new Date(`${day}T${time.replace(',', '.')}${offset.toUpperCase()}`));
}

/** True for `2028-02-29`, false for `2026-02-29`: JavaScript would make a first of March of it. */
export function isCalendarDay(text: string): boolean {
	if (!CALENDAR_DAY.test(text)) return false;
	return (
		valid(new Date(`${text}T00:00:00Z`))
			?.toISOString()
			.startsWith(text) ?? false
	);
}

function valid(instant: Date): Date | undefined {
	return Number.isNaN(instant.getTime()) ? undefined : instant;
}
