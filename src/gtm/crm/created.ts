import type { VendorClient } from '../http/vendor-client';

const created = new WeakMap<VendorClient, Map<string, string>>();

/**
 * What this client, which is one execution, has created, by what it was looked for. A vendor whose
 * search runs some seconds behind does not find it yet, and would be given it once more.
 */
export function createdIn(client: VendorClient): Map<string, string> {
	const ids = created.get(client) ?? new Map<string, string>();
	created.set(client, ids);
	return ids;
}
