import { randomBytes } from 'node:crypto';

import type { Part } from '../database/database';

/** One entry, standing or released: what was released stays, so that a past day can be told. */
export interface SuppressionTable {
	id: string;
	/** Keyed digest of kind and value: what is left of a person who was forgotten. */
	digest: string;
	kind: string;
	scope: string;
	reason: string;
	source: string | null;
	/** Milliseconds since 1970, as all times here. */
	at: number;
	expires_at: number | null;
	released_at: number | null;
	/** The value; null where nobody may read it any more, or an older version did not keep it. */
	sealed: Uint8Array | null;
}

export interface SuppressionSchema {
	suppression: SuppressionTable;
	/** Keys of the digests, the own one first; `scopes` is JSON: those that were in the digests of a list that was taken over. */
	suppression_key: { number: number; value: string; scopes: string };
}

/** Who must not be contacted or written: one list for all who ask, in the store that they share. */
export const SUPPRESSIONS: Part = {
	name: 'suppressions',
	migrations: [
		{
			name: 'entries, keys of their digests',
			async up(tables, { types }) {
				await tables.schema
					.createTable('suppression')
					.addColumn('id', types.text, (column) => column.primaryKey())
					.addColumn('digest', types.text, (column) => column.notNull())
					.addColumn('kind', types.text, (column) => column.notNull())
					.addColumn('scope', types.text, (column) => column.notNull())
					.addColumn('reason', types.text, (column) => column.notNull())
					.addColumn('source', types.text)
					.addColumn('at', types.integer, (column) => column.notNull())
					.addColumn('expires_at', types.integer)
					.addColumn('released_at', types.integer)
					.addColumn('sealed', types.bytes)
					.execute();
				for (const column of ['digest', 'at']) {
					await tables.schema
						.createIndex(`suppression_by_${column}`)
						.on('suppression')
						.column(column)
						.execute();
				}
				await tables.schema
					.createTable('suppression_key')
					.addColumn('number', types.integer, (column) => column.primaryKey())
					.addColumn('value', types.text, (column) => column.notNull())
					.addColumn('scopes', types.text, (column) => column.notNull())
					.execute();
				await tables
					.insertInto('suppression_key')
					.values({ number: 1, value: randomBytes(32).toString('hex'), scopes: '[]' })
					.execute();
			},
		},
	],
};
