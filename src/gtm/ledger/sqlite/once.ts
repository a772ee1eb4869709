import { type LedgerDatabase, inTransaction } from './database';
import { LEASE_MS, type OnceLedger, type OnceState } from '../once-ledger';
import { digestOf } from '../../../base/digest';

/**
 * Entries are kept for ever: they are what makes a thing happen once.
 *
 * @param table one of those that MIGRATIONS makes with these columns
 */
export function createSqliteOnce<Identity, Record>(
	{ sql, digestKey }: LedgerDatabase,
	table: 'enrollment' | 'written',
	now: () => number,
): OnceLedger<Identity, Record> {
	const select = sql.prepare(`SELECT at, leased_until, record FROM ${table} WHERE key = ?`);
	const upsert = sql.prepare(
		`INSERT INTO ${table} (key, at, leased_until, record) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			at = excluded.at, leased_until = excluded.leased_until, record = excluded.record`,
	);
	const endLease = sql.prepare(
		`UPDATE ${table} SET leased_until = 0 WHERE key = ? AND record IS NULL`,
	);
	const remove = sql.prepare(`DELETE FROM ${table} WHERE key = ?`);

	const keyOf = (identity: Identity) => digestOf(identity, digestKey);

	function begin(key: string): OnceState<Record> {
		const row = select.get(key);
		const since = Number(row?.at);
		if (typeof row?.record === 'string') {
			return { state: 'done', at: since, record: JSON.parse(row.record) as Record };
		}
		if (row && Number(row.leased_until) > now()) return { state: 'busy', since };
		upsert.run(key, now(), now() + LEASE_MS, null);
		return row ? { state: 'doubtful', since } : { state: 'new' };
	}

	return {
		async begin(identity) {
			const key = keyOf(identity);
			return await Promise.resolve(inTransaction(sql, () => begin(key)));
		},
		async finish(identity, record) {
			upsert.run(keyOf(identity), now(), 0, JSON.stringify(record));
			await Promise.resolve();
		},
		async leaveInDoubt(identity) {
			endLease.run(keyOf(identity));
			await Promise.resolve();
		},
		async forget(identity) {
			remove.run(keyOf(identity));
			await Promise.resolve();
		},
	};
}
