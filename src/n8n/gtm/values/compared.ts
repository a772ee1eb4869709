import { isoOfDateObject } from './date-time';
import { toDayText } from './day';
import { isAbsent, rejectNonsense } from './given';
import { toInstantText } from './instant';
import { entriesOf } from './list';
import { toText } from './text';
import { Unreadable, kindOf } from './unreadable';

/** Canonical fields that hold a time, and those that hold a day. */
const TIMES: readonly string[] = ['createdAt', 'updatedAt'];
const DAYS: readonly string[] = ['closeDate'];

/**
 * What a field is compared with: a text, number, or true or false, as it is; a time of n8n as its ISO
 * 8601 text. What a canonical time or day is compared with must be one.
 *
 * @throws Unreadable for nothing, lists and objects: to look for what is empty has an operator of its own
 */
export function toCompared(
	value: unknown,
	field: string,
	timeZone: string,
): string | number | boolean | undefined {
	if (isAbsent(value)) {
		const what = value === null ? 'is null' : 'is empty';
		throw new Unreadable(what, 'To find empty fields, choose the operator Is Empty');
	}
	if (TIMES.includes(field)) return toInstantText(value, timeZone);
	if (DAYS.includes(field)) return toDayText(value, timeZone);
	return comparable(value);
}

/**
 * The values of which a field must have one; see `entriesOf` for how a list is written.
 *
 * @throws Unreadable if there is none, or one of them is empty, a list or an object
 */
export function toComparedList(value: unknown): Array<string | number> {
	const entries = entriesOf(value).map(comparable);
	if (entries.length > 0) {
		return entries.map((one) => (typeof one === 'number' ? one : String(one)));
	}
	throw new Unreadable(
		'has no value',
		'Separate values by commas, or give a list such as ["Acme, Inc.", "Globex"]',
	);
}

function comparable(value: unknown): string | number | boolean {
	if (isAbsent(value)) throw new Unreadable('has an empty value', 'Remove it');
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	const text = typeof value === 'string' ? value.trim() : isoOfDateObject(value);
	if (text !== undefined) {
		rejectNonsense(text);
		return text;
	}
	return toText(value) ?? unreadable(value);
}

function unreadable(value: unknown): never {
	throw new Unreadable(`is ${kindOf(value)}`, 'Enter one text or number');
}
