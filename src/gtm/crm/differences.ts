import { isCalendarDay, toInstant } from '../model/instant';
import { isRecord, numberOf, recordOf } from '../model/json';
import type { Path } from '../model/path';

type Values = Readonly<Record<string, unknown>>;

/**
 * What is to be written, without what is stored already or must be kept. An object is compared member
 * by member, and only the members that differ are left: a name whose first part is wanted keeps its
 * last part.
 *
 * @param keepFilled paths in the vendor's names that are not written over a value
 */
export function differences(
	stored: Values,
	wanted: Values,
	keepFilled: ReadonlySet<Path>,
): Record<string, unknown> {
	return differencesBelow('', stored, wanted, keepFilled);
}

function differencesBelow(
	prefix: string,
	stored: Values,
	wanted: Values,
	keepFilled: ReadonlySet<Path>,
): Record<string, unknown> {
	const changes = Object.entries(wanted).flatMap(([name, value]): Array<[string, unknown]> => {
		const path = `${prefix}${name}`;
		const present = Object.hasOwn(stored, name) ? stored[name] : undefined;
		if (keepFilled.has(path) && isFilled(present)) return [];
		if (!isRecord(value)) return sameValue(present, value) ? [] : [[name, value]];
		const members = differencesBelow(`${path}.`, recordOf(present), value, keepFilled);
		return Object.keys(members).length > 0 ? [[name, members]] : [];
	});
	return Object.fromEntries(changes);
}

function isFilled(value: unknown): boolean {
	return canonicalText(value) !== '' && canonicalText(value) !== '[]';
}

/**
 * Vendors give numbers and truth values as text, days as points in time, and lists in any order;
 * HubSpot and Salesforce give a list as one text with semicolons.
 */
function sameValue(stored: unknown, wanted: unknown): boolean {
	if (Array.isArray(stored) || Array.isArray(wanted)) {
		return canonicalText(listed(stored)) === canonicalText(listed(wanted));
	}
	if (typeof wanted === 'number' || typeof stored === 'number') {
		const number = numberOf(wanted);
		if (number !== undefined) return numberOf(stored) === number;
	}
	if (canonicalText(stored) === canonicalText(wanted)) return true;
	return typeof stored === 'string' && typeof wanted === 'string' && sameTime(stored, wanted);
}

function sameTime(stored: string, wanted: string): boolean {
	const [there, asked] = [toInstant(stored), toInstant(wanted)];
	if (there === undefined || asked === undefined) return false;
	if (isCalendarDay(wanted)) return there.toISOString().startsWith(wanted);
	return there.getTime() === asked.getTime();
}

function listed(value: unknown): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value)) return value;
	return typeof value === 'string' ? value.split(';').map((part) => part.trim()) : [value];
}

function canonicalText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return JSON.stringify(value.map(canonicalText).sort());
	if (isRecord(value)) {
		const members = Object.entries(value).map(([name, member]) => [name, canonicalText(member)]);
		return JSON.stringify(members.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
	}
	return typeof value === 'string' ? value : JSON.stringify(value);
}
