import { randomUUID } from 'node:crypto';

import type { LedgerConnection, OpenLedger } from './connection';
import { inTransaction } from './database';
import {
	LEASE_MS,
	type Lease,
	type OnceIdentity,
	type OnceLedger,
	type OnceState,
	withoutAccount,
} from '../once-ledger';
import { digestOf } from '../../../base/digest';

/**
 * Entries are kept for ever: they are what makes a thing happen once. Those of a version without
 * accounts stay as they are, and are found by whichever account asks for them; what comes of that is
 * written for the account.
 *
 * @param table one of those that MIGRATIONS makes with these columns
 */
export function createSqliteOnce<Identity extends OnceIdentity, Record>(
	connection: LedgerConnection,
	table: 'enrollment' | 'written',
	now: () => number,
): OnceLedger<Identity, Record> {
	const SELECT = `SELECT at, leased_until, record FROM ${table} WHERE key = ?`;
	const HELD = 'WHERE key = ? AND lease = ?';

	function leased({ statement }: OpenLedger, key: string): Lease<Record> {
		const token = randomUUID();
		statement(
			`INSERT INTO ${table} (key, at, leased_until, record, lease) VALUES (?, ?, ?, NULL, ?)
			ON CONFLICT (key) DO UPDATE SET at = excluded.at, leased_until = excluded.leased_until,
				record = NULL, lease = excluded.lease`,
		).run(key, now(), now() + LEASE_MS, token);
		const ifHeld = async (change: string, ...values: Array<number | string>) =>
			await connection.use(
				(open) =>
					Number(open.statement(`${change} ${HELD}`).run(...values, key, token).changes) > 0,
			);
		return {
			renew: async () => await ifHeld(`UPDATE ${table} SET leased_until = ?`, now() + LEASE_MS),
			finish: async (record) =>
				await ifHeld(
					`UPDATE ${table} SET at = ?, leased_until = 0, record = ?, lease = NULL`,
					now(),
					JSON.stringify(record),
				),
			leaveInDoubt: async () => await ifHeld(`UPDATE ${table} SET leased_until = 0, lease = NULL`),
			forget: async () => await ifHeld(`DELETE FROM ${table}`),
		};
	}

	function begin(database: OpenLedger, identity: Identity): OnceState<Record> {
		const { statement, digestKey } = database;
		const key = digestOf(identity, digestKey);
		const own = statement(SELECT).get(key);
		const row = own ?? statement(SELECT).get(digestOf(withoutAccount(identity), digestKey));
		const since = Number(row?.at);
		if (typeof row?.record === 'string') {
			const record = JSON.parse(row.record) as Record;
			return { state: 'done', at: since, record, ...(!own && { accountUnknown: true }) };
		}
		if (row && Number(row.leased_until) > now()) return { state: 'busy', since };
		const lease = leased(database, key);
		return row ? { state: 'doubtful', since, lease } : { state: 'new', lease };
	}

	return {
		async begin(identity) {
			return await connection.use((database) =>
				inTransaction(database.sql, () => begin(database, identity)),
			);
		},
		async beginAnew(identity, { at, accountUnknown = false }) {
			return await connection.use((database) => {
				const key = digestOf(identity, database.digestKey);
				return inTransaction(database.sql, () => {
					const own = database.statement(SELECT).get(key);
					const asBefore = own ? Number(own.at) === at && own.record !== null : accountUnknown;
					return asBefore ? leased(database, key) : undefined;
				});
			});
		},
	};
}
