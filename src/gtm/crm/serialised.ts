import type { VendorClient } from '../http/vendor-client';

const chains = new WeakMap<VendorClient, Map<string, Promise<unknown>>>();

/**
 * Runs what concerns the same record one after the other: two items with one email must not both find
 * nothing and both create. Holds for one client, which is one execution; a vendor's own uniqueness has
 * to catch the rest.
 */
export async function serialised<Result>(
	client: VendorClient,
	key: string,
	act: () => Promise<Result>,
): Promise<Result> {
	const running = chains.get(client) ?? new Map<string, Promise<unknown>>();
	chains.set(client, running);
	const before = running.get(key) ?? Promise.resolve();
	const result = before.then(act, act);
	// The chain goes on whatever this one's end; whoever asked hears of a failure from `result`.
	const settled = result.then(
		() => undefined,
		() => undefined,
	);
	running.set(key, settled);
	try {
		return await result;
	} finally {
		if (running.get(key) === settled) running.delete(key);
	}
}
