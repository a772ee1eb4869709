import { BoundedMap } from '../../base/bounded-map';

/**
 * What a person has allowed a client: until its code is redeemed, then for as long as the client
 * renews it. Codes and tokens name it and are worth nothing without it.
 */
export interface Grant {
	id: string;
	/** The URL of the server that it is for. */
	resource: string;
	/** Of the key that was entered; what the client may do is read from the key as it is now. */
	keyDigest: string;
	clientId: string;
	/** As the client calls itself. */
	clientName: string;
	scopes: readonly string[];
	/** Which of its refresh tokens is good: 0 before the code is redeemed, 1 after, and so on. */
	generation: number;
	/** Milliseconds since 1970. */
	createdAt: number;
	/** When it ends unless it is renewed before. */
	expiresAt: number;
}

/** Where grants are kept. All processes of an n8n must see the same ones. */
export interface GrantStore {
	add(grant: Grant): Promise<void>;
	/** @returns undefined for one that is over or was removed */
	find(id: string, now: number): Promise<Grant | undefined>;
	/**
	 * Takes a grant from one generation to the next, which happens once whoever asks how often.
	 *
	 * @returns false if it is not at that generation
	 */
	advance(id: string, from: number, expiresAt: number): Promise<boolean>;
	remove(id: string): Promise<void>;
}

/** Right keys are needed to make one, so that this is far away. */
const GRANTS_MAX = 10_000;

/** Grants that end with the process. */
export function createGrantMemory(): GrantStore {
	const grants = new BoundedMap<string, Grant>(GRANTS_MAX);
	return {
		add(grant) {
			grants.set(grant.id, grant);
			return Promise.resolve();
		},
		find(id, now) {
			const grant = grants.get(id);
			return Promise.resolve(grant && grant.expiresAt > now ? grant : undefined);
		},
		advance(id, from, expiresAt) {
			const grant = grants.get(id);
			if (grant?.generation !== from) return Promise.resolve(false);
			grants.set(id, { ...grant, generation: from + 1, expiresAt });
			return Promise.resolve(true);
		},
		remove(id) {
			grants.delete(id);
			return Promise.resolve();
		},
	};
}
