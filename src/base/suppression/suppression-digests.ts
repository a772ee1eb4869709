import { digestOf } from '../digest';
import type { Transaction } from '../../third-party/kysely';
import { EVERYWHERE } from './spelling';
import type { SuppressionSchema } from './suppression-tables';

/** Somebody, in the spelling in which they are found. */
export interface ListedKey {
	kind: string;
	value: string;
}

/** Under what an entry is found: the digest with the list's own key first, by which it is written. */
export type Digests = (key: ListedKey) => readonly [own: string, ...former: string[]];

/** Keys are kept in the store, so that all who share it find the same entries. */
export async function readDigests(tables: Transaction<SuppressionSchema>): Promise<Digests> {
	const keys = await tables
		.selectFrom('suppression_key')
		.select(['value', 'scopes'])
		.orderBy('number')
		.execute();
	const [own, ...former] = keys.map(({ value, scopes }) => ({
		value,
		scopes: JSON.parse(scopes) as string[],
	}));
	if (own === undefined) throw new Error('The list of suppressions has lost its key');
	return ({ kind, value }) => [
		digestOf([kind, value], own.value),
		...former.flatMap((key) => {
			const one = { kind, value: formerSpelling(kind, value) };
			return key.scopes.map((scope) =>
				digestOf(scope === EVERYWHERE ? one : { ...one, scope }, key.value),
			);
		}),
	];
}

/** As lists in files of their own wrote it. */
function formerSpelling(kind: string, value: string): string {
	return kind === 'linkedin' ? value.replace(/^in\//, 'person/') : value;
}

/** A list that is taken over keeps its key, for values cannot be had from digests. */
export async function addFormerKey(
	tables: Transaction<SuppressionSchema>,
	value: string,
	scopes: readonly string[],
): Promise<void> {
	const keys = await tables.selectFrom('suppression_key').select('value').execute();
	if (keys.some((key) => key.value === value)) return;
	await tables
		.insertInto('suppression_key')
		.values({ number: keys.length + 1, value, scopes: JSON.stringify(scopes) })
		.execute();
}
