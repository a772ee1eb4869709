import type { Database, Part } from '../../base/database/database';
import type { Grant, GrantStore } from './grants';

/** The tables of sign-ins. */
export interface SignInSchema {
	sign_in: {
		id: string;
		resource: string;
		key_digest: string;
		client_id: string;
		client_name: string;
		/** Separated by blanks, which no scope holds. */
		scopes: string;
		generation: number;
		/** Milliseconds since 1970, as the next. */
		created_at: number;
		expires_at: number;
	};
}

export const SIGN_INS: Part = {
	name: 'sign-ins',
	migrations: [
		{
			name: 'sign-ins',
			async up(tables, { types }) {
				await tables.schema
					.createTable('sign_in')
					.addColumn('id', types.text, (column) => column.primaryKey())
					.addColumn('resource', types.text, (column) => column.notNull())
					.addColumn('key_digest', types.text, (column) => column.notNull())
					.addColumn('client_id', types.text, (column) => column.notNull())
					.addColumn('client_name', types.text, (column) => column.notNull())
					.addColumn('scopes', types.text, (column) => column.notNull())
					.addColumn('generation', types.integer, (column) => column.notNull())
					.addColumn('created_at', types.integer, (column) => column.notNull())
					.addColumn('expires_at', types.integer, (column) => column.notNull())
					.execute();
				await tables.schema
					.createIndex('sign_in_by_end')
					.on('sign_in')
					.column('expires_at')
					.execute();
			},
		},
	],
};

/** Grants that outlive the process, and are seen by all that open the store. */
export function createGrantTable({ read, write }: Database<SignInSchema>): GrantStore {
	return {
		async add(grant) {
			await write(async (tables) => {
				// Nobody else removes what is over, and nothing grows but by this.
				await tables.deleteFrom('sign_in').where('expires_at', '<=', grant.createdAt).execute();
				await tables.insertInto('sign_in').values(toRow(grant)).execute();
			});
		},
		async find(id, now) {
			const row = await read(
				async (tables) =>
					await tables
						.selectFrom('sign_in')
						.selectAll()
						.where('id', '=', id)
						.where('expires_at', '>', now)
						.executeTakeFirst(),
			);
			return row && toGrant(row);
		},
		async advance(id, from, expiresAt) {
			const { numUpdatedRows } = await write(
				async (tables) =>
					await tables
						.updateTable('sign_in')
						.set({ generation: from + 1, expires_at: expiresAt })
						.where('id', '=', id)
						.where('generation', '=', from)
						.executeTakeFirst(),
			);
			return numUpdatedRows > 0n;
		},
		async remove(id) {
			await write(
				async (tables) => await tables.deleteFrom('sign_in').where('id', '=', id).execute(),
			);
		},
	};
}

type Row = SignInSchema['sign_in'];

function toRow(grant: Grant): Row {
	return {
		id: grant.id,
		resource: grant.resource,
		key_digest: grant.keyDigest,
		client_id: grant.clientId,
		client_name: grant.clientName,
		scopes: grant.scopes.join(' '),
		generation: grant.generation,
		created_at: grant.createdAt,
		expires_at: grant.expiresAt,
	};
}

function toGrant(row: Row): Grant {
	return {
		id: row.id,
		resource: row.resource,
		keyDigest: row.key_digest,
		clientId: row.client_id,
		clientName: row.client_name,
		scopes: row.scopes.split(' ').filter((scope) => scope !== ''),
		generation: Number(row.generation),
		createdAt: Number(row.created_at),
		expiresAt: Number(row.expires_at),
	};
}
