import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Principal } from './tool-call';

export interface ApiKey {
	/** Names the holder in executions and logs. */
	label: string;
	key: string;
}

/** Shorter keys can be guessed; 24 characters of a generator hold more than 128 bits. */
export const MINIMUM_KEY_LENGTH = 24;

/** What is wrong with a set of keys, as sentences for the person who typed them. */
export function findKeyProblems(keys: readonly ApiKey[]): string[] {
	if (keys.length === 0) return ['Add at least one key.'];
	const labels = keys.map(({ label }) => label.trim());
	return keys.flatMap(({ key }, index) => {
		const label = labels[index] ?? '';
		if (label === '') return [`Key ${index + 1} has no label: give it the name of its holder.`];
		if (labels.indexOf(label) !== index) return [`The label "${label}" is used twice.`];
		if (key.trim().length < MINIMUM_KEY_LENGTH) {
			return [`The key "${label}" is shorter than ${MINIMUM_KEY_LENGTH} characters.`];
		}
		return [];
	});
}

/**
 * Finds whose key a request carries: `Authorization: Bearer <key>` or `X-API-Key: <key>`.
 *
 * Digests are compared, all of them, in constant time: neither the length of a key nor how much of
 * it was right can be measured from outside.
 *
 * @returns undefined if there is no key or nobody's
 */
export function findPrincipal(
	headers: IncomingHttpHeaders,
	keys: readonly ApiKey[],
): Principal | undefined {
	const presented = presentedKey(headers);
	if (presented === undefined) return undefined;
	const digest = sha256(presented);
	const holders = keys.filter(({ key }) => timingSafeEqual(sha256(key.trim()), digest));
	const label = holders[0]?.label.trim();
	return label === undefined ? undefined : { kind: 'apiKey', label };
}

/** The key a request presents, if any. The scheme's case does not matter (RFC 9110, 11.1). */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
	const bearer = /^Bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
	if (bearer !== undefined) return bearer;
	const named = headers['x-api-key'];
	return typeof named === 'string' && named.trim() !== '' ? named.trim() : undefined;
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
