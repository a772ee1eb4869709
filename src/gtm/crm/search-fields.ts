import type { VendorClient } from '../http/vendor-client';
import type { MappingTable } from '../model/mapping';
import type { Outcome } from '../model/outcome';
import type { CrmEntity, CrmSearch } from './crm-vendor';
import { canonicalFields } from './draft';

/**
 * The end of a search by a canonical field that the vendor has none for; undefined if there is none.
 * The vendor would be asked for a field of that name, and answer in words that name another thing.
 */
export function unsearchable(
	{ provider }: VendorClient,
	{ kind, table }: { kind: CrmEntity; table: MappingTable },
	{ conditions, sort }: Pick<CrmSearch, 'conditions' | 'sort'>,
): Outcome | undefined {
	const canonical = new Set(canonicalFields(kind));
	const readable = table.filter(({ access }) => access !== 'write').map(({ field }) => field);
	const isThere = (name: string) =>
		readable.some((field) => field === name || field.startsWith(`${name}.`));
	const named = [...conditions.map(({ field }) => field), ...(sort ? [sort.field] : [])];
	const missing = named.find((name) => canonical.has(name) && !isThere(name));
	if (missing === undefined) return undefined;
	const message = `${provider} cannot search or sort a ${kind} by ${missing}. Remove the condition and filter afterwards, or use a field name of ${provider}.`;
	const reason = { code: 'no_such_field', message };
	return { status: 'invalid', provider, reason, retry: { advised: false } };
}
