import { createHash, createHmac } from 'node:crypto';

/**
 * SHA-256 of a JSON value in hex, the same whatever the order of its members.
 *
 * @param secret makes it an HMAC: without it, short values such as mail addresses can be guessed from
 * their digest
 */
export function digestOf(value: unknown, secret?: string): string {
	const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
	return hash.update(canonicalJson(value)).digest('hex');
}

/** JSON with the members of every object in order. Nesting is limited by who read the value. */
export function canonicalJson(value: unknown): string {
	return (
		JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sorted(part) : part)) ?? ''
	);
}

/** `fromEntries` defines members, so one called `__proto__` is a member like any other. */
function sorted(value: object): object {
	return Object.fromEntries(
		Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))),
	);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
