import type { Store } from '../../base/database/database';
import { type StorePlace, openStore } from '../../base/database/open-store';
import { digestOf } from '../../base/digest';

/** The stores of one process, each opened once: two connections that write would wait for each other. */
export type ProcessStores = (place: StorePlace) => Promise<Store>;

export function createProcessStores(): ProcessStores {
	const stores = new Map<string, Promise<Store>>();
	const open = (key: string, place: StorePlace) => {
		const opening = openStore(place).then((store) => ({
			...store,
			async close() {
				// Who asks next gets an open one.
				if (stores.get(key) === opening) stores.delete(key);
				await store.close();
			},
		}));
		stores.set(key, opening);
		return opening;
	};
	return async (place) => {
		const key = digestOf(place);
		const opening = stores.get(key) ?? open(key, place);
		try {
			return await opening;
		} catch (error) {
			// A server that is away now may be there when it is next asked for.
			if (stores.get(key) === opening) stores.delete(key);
			throw error;
		}
	};
}
