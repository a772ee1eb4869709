import { isoOfDateObject } from './date-time';
import { isAbsent, rejectNonsense } from './given';
import { Unreadable, kindOf } from './unreadable';

/**
 * The text, without spaces around it; undefined if there is none. Numbers and true or false become what
 * they look like, a date its ISO 8601 text.
 *
 * @throws Unreadable for lists, objects and numbers that are none
 */
export function toText(value: unknown): string | undefined {
	if (isAbsent(value)) return undefined;
	if (typeof value === 'string') {
		const text = value.trim();
		rejectNonsense(text);
		return text;
	}
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	const date = isoOfDateObject(value);
	if (date !== undefined) return date;
	throw new Unreadable(`is ${kindOf(value)}`, 'Enter one text or number');
}
