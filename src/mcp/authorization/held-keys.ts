import type { ApiKey } from '../server/access/api-keys';

/** Names a key without holding it, so that what is stored opens nothing. */
export type KeyDigest = (key: string) => string;

/** The keys that are given out now. */
export type KeysNow = () => Promise<readonly ApiKey[]>;

const knownDigests = new WeakMap<readonly ApiKey[], Map<string, ApiKey>>();

/** The key that a digest names, if it is still given out; digests of one list are made once. */
export function keyOfDigest(
	keys: readonly ApiKey[],
	digest: string,
	digestOf: KeyDigest,
): ApiKey | undefined {
	let byDigest = knownDigests.get(keys);
	if (!byDigest) {
		byDigest = new Map(keys.map((key) => [digestOf(key.key.trim()), key]));
		knownDigests.set(keys, byDigest);
	}
	return byDigest.get(digest);
}
