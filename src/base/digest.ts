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

/**
 * JSON with the members of every object in order. Written by hand, since it is made of whole messages
 * while everything else waits: a replacer of `JSON.stringify` that sorts takes five times as long.
 * Nesting is limited by who read the value.
 */
export function canonicalJson(value: unknown): string {
	return write(value) ?? '';
}

/** @returns undefined for what JSON has no word for: members with it are left out */
function write(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) {
		return `[${value.map((part: unknown) => write(part) ?? 'null').join(',')}]`;
	}
	const { toJSON } = value as { toJSON?: unknown };
	if (typeof toJSON === 'function') return write(toJSON.call(value));
	let members = '';
	for (const name of Object.keys(value).sort()) {
		const text = write((value as Record<string, unknown>)[name]);
		if (text === undefined) continue;
		members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${text}`;
	}
	return `{${members}}`;
}
