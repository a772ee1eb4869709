import type { LedgerSchema } from './ledger-tables';
import type { Database } from '../../../base/database/database';
import { digestOf } from '../../../base/digest';
import type { Transaction } from '../../../third-party/kysely';

export type LedgerTables = Transaction<LedgerSchema>;

/** The tables of the ledger, with the keys of its digests. */
export interface LedgerDatabase extends Database<LedgerSchema> {
	/**
	 * What a row about a value is found by: the digest under the ledger's own key first, by which it is
	 * written, then those under the keys of ledgers that were taken over.
	 */
	digests(this: void, value: unknown): Digests;
}

export type Digests = readonly [own: string, ...former: string[]];

/** Opens it when it is first needed, and once. */
export type OpenLedgerDatabase = () => Promise<LedgerDatabase>;

/**
 * Keys are made with the store and kept in it, so that every process finds the same entries, whatever
 * n8n's key is. Who has the store can test a guess: digests hide addresses from readers, not from those
 * who know them already.
 */
export async function withDigests(database: Database<LedgerSchema>): Promise<LedgerDatabase> {
	const keys = await database.read(
		async (tables) =>
			await tables.selectFrom('ledger_digest_key').select('value').orderBy('number').execute(),
	);
	return {
		...database,
		digests: (value) => keys.map((key) => digestOf(value, key.value)) as unknown as Digests,
	};
}
