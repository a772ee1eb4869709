import { BoundedMap } from '../../base/bounded-map';
import type { Grant, GrantStore } from './grants';

/** For how long another process may have ended a sign-in unnoticed. */
const BELIEVED_MS = 500;
const REMEMBERED = 2_000;

/** Spares a store the question that every call of a tool asks: whether its sign-in goes on. */
export function rememberGrants(store: GrantStore, now: () => number): GrantStore {
	const known = new BoundedMap<string, { at: number; grant: Grant }>(REMEMBERED);
	return {
		async add(grant) {
			await store.add(grant);
		},
		async find(id, at) {
			const remembered = known.get(id);
			const age = remembered ? now() - remembered.at : Infinity;
			if (remembered && age >= 0 && age < BELIEVED_MS && remembered.grant.expiresAt > at) {
				return remembered.grant;
			}
			const grant = await store.find(id, at);
			if (grant) known.set(id, { at: now(), grant });
			else known.delete(id);
			return grant;
		},
		async advance(id, from, expiresAt) {
			known.delete(id);
			const advanced = await store.advance(id, from, expiresAt);
			known.delete(id);
			return advanced;
		},
		async remove(id) {
			known.delete(id);
			await store.remove(id);
			known.delete(id);
		},
	};
}

/** A store that is opened when it is first needed, and tried again if that failed. */
export function openWhenNeeded(open: () => Promise<GrantStore>): GrantStore {
	let opening: Promise<GrantStore> | undefined;
	const opened = async () => {
		opening ??= open();
		try {
			return await opening;
		} catch (error) {
			opening = undefined;
			throw error;
		}
	};
	return {
		add: async (grant) => await (await opened()).add(grant),
		find: async (id, now) => await (await opened()).find(id, now),
		advance: async (id, from, expiresAt) => await (await opened()).advance(id, from, expiresAt),
		remove: async (id) => await (await opened()).remove(id),
	};
}
