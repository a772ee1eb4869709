import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Principal } from '../principal';

/** A key, its holder, and what the holder may do. */
export interface ApiKey extends Pick<Principal, 'allowed' | 'limits' | 'resultFields'> {
	/** Names the holder in executions and logs. */
	label: string;
	key: string;
	/** From when on the key is refused: an ISO 8601 date; one that cannot be read is over. */
	expires?: string;
}

/** What a presented key turns out to be. */
export type KeyFinding =
	{ kind: 'known'; principal: Principal } | { kind: 'expired' } | { kind: 'unknown' };

/** Shorter keys can be guessed; 24 characters of a generator hold more than 128 bits. */
export const MINIMUM_KEY_LENGTH = 24;

/**
 * Finds whose key was presented.
 *
 * Digests are compared, all of them, in constant time: neither the length of a key nor how much of
 * it was right can be measured from outside.
 *
 * @param now in milliseconds since 1970
 */
export function findPrincipal(presented: string, keys: readonly ApiKey[], now: number): KeyFinding {
	const digest = sha256(presented);
	const held = digestsOf(keys).map((each) => timingSafeEqual(each, digest));
	const key = keys[held.indexOf(true)];
	if (key === undefined) return { kind: 'unknown' };
	if (isExpired(key, now)) return { kind: 'expired' };
	return { kind: 'known', principal: principalOf(key) };
}

/** The key a request presents, if any. The scheme's case does not matter (RFC 9110, 11.1). */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
	const bearer = presentedToken(headers);
	if (bearer !== undefined) return bearer;
	const named = headers['x-api-key'];
	return typeof named === 'string' && named.trim() !== '' ? named.trim() : undefined;
}

/** What follows `Authorization: Bearer`, if anything. */
export function presentedToken({ authorization }: IncomingHttpHeaders): string | undefined {
	return /^Bearer +(\S+)\s*$/i.exec(authorization ?? '')?.[1];
}

function principalOf({ label, allowed, limits, resultFields, expires }: ApiKey): Principal {
	return {
		kind: 'apiKey',
		label: label.trim(),
		...(allowed ? { allowed } : {}),
		...(limits ? { limits } : {}),
		...(resultFields ? { resultFields } : {}),
		...(expires === undefined ? {} : { validUntil: Date.parse(expires) }),
	};
}

/** A comparison with NaN is false, so a date that cannot be read has passed. */
function isExpired({ expires }: ApiKey, now: number): boolean {
	return expires !== undefined && !(now < Date.parse(expires));
}

const knownDigests = new WeakMap<readonly ApiKey[], Buffer[]>();

/** Digests of one list are computed once. */
function digestsOf(keys: readonly ApiKey[]): Buffer[] {
	const known = knownDigests.get(keys);
	if (known) return known;
	const digests = keys.map(({ key }) => sha256(key.trim()));
	knownDigests.set(keys, digests);
	return digests;
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
