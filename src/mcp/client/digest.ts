import { createHash } from 'node:crypto';

/** SHA-256 in hex of a value's canonical JSON: members sorted, so their order does not matter. */
export function digestOf(value: unknown): string {
	return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function canonicalJson(value: unknown): string {
	return (
		JSON.stringify(value, (_name, member: unknown) =>
			isPlainObject(member) ? Object.fromEntries(Object.entries(member).toSorted(byName)) : member,
		) ?? 'undefined'
	);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
