import { type LedgerDatabase, inTransaction } from './database';
import {
	type EnrollmentIdentity,
	type EnrollmentLedger,
	type EnrollmentRecord,
	type EnrollmentState,
	LEASE_MS,
} from '../enrollment-ledger';
import { digestOf } from '../../../policy/digest';

/** Entries are kept for ever: they are what makes an enrollment happen once. */
export function createSqliteEnrollments(
	{ sql, digestKey }: LedgerDatabase,
	now: () => number,
): EnrollmentLedger {
	const select = sql.prepare('SELECT at, leased_until, record FROM enrollment WHERE key = ?');
	const upsert = sql.prepare(
		`INSERT INTO enrollment (key, at, leased_until, record) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			at = excluded.at, leased_until = excluded.leased_until, record = excluded.record`,
	);
	const endLease = sql.prepare(
		'UPDATE enrollment SET leased_until = 0 WHERE key = ? AND record IS NULL',
	);
	const remove = sql.prepare('DELETE FROM enrollment WHERE key = ?');

	const keyOf = (identity: EnrollmentIdentity) => digestOf(identity, digestKey);

	function begin(key: string): EnrollmentState {
		const row = select.get(key);
		const since = Number(row?.at);
		if (typeof row?.record === 'string') {
			return { state: 'done', at: since, record: JSON.parse(row.record) as EnrollmentRecord };
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
