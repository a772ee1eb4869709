import { isDeepStrictEqual } from 'node:util';

import { isRecord } from '../model/json';
import type { MappedColumns } from './draft';

/** Fields that name records of the account which the record was read from. */
const IDS = ['id', 'accountId', 'contactIds'];

/**
 * Of a record that another vendor told, all but its ids: here they are other records, or none. What a
 * user gave as an id, apart from what the vendor told, stays.
 *
 * @param item as a GTM node made it, with `provider` and `record`
 * @param vendor the one that is written to
 */
export function withoutForeignIds(
	{ values, leftOut }: MappedColumns,
	item: Readonly<Record<string, unknown>>,
	vendor: string | undefined,
): MappedColumns {
	const { provider, record } = item;
	if (typeof provider !== 'string' || provider === vendor || !isRecord(record)) {
		return { values, leftOut };
	}
	const foreign = IDS.filter(
		(name) => values[name] !== undefined && isDeepStrictEqual(values[name], record[name]),
	);
	return {
		values: Object.fromEntries(Object.entries(values).filter(([name]) => !foreign.includes(name))),
		leftOut: [...leftOut, ...foreign.map((name) => `${name} of ${provider}`)],
	};
}
