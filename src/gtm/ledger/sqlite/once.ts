import { randomUUID } from 'node:crypto';

import { type LedgerDatabase, inTransaction } from './database';
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
	{ sql, digestKey }: LedgerDatabase,
	table: 'enrollment' | 'written',
	now: () => number,
): OnceLedger<Identity, Record> {
	const select = sql.prepare(`SELECT at, leased_until, record FROM ${table} WHERE key = ?`);
	const take = sql.prepare(
		`INSERT INTO ${table} (key, at, leased_until, record, lease) VALUES (?, ?, ?, NULL, ?)
		ON CONFLICT (key) DO UPDATE SET at = excluded.at, leased_until = excluded.leased_until,
			record = NULL, lease = excluded.lease`,
	);
	const renew = sql.prepare(`UPDATE ${table} SET leased_until = ? WHERE key = ? AND lease = ?`);
	const finish = sql.prepare(
		`UPDATE ${table} SET at = ?, leased_until = 0, record = ?, lease = NULL WHERE key = ? AND lease = ?`,
	);
	const doubt = sql.prepare(
		`UPDATE ${table} SET leased_until = 0, lease = NULL WHERE key = ? AND lease = ?`,
	);
	const remove = sql.prepare(`DELETE FROM ${table} WHERE key = ? AND lease = ?`);

	function leased(key: string): Lease<Record> {
		const token = randomUUID();
		take.run(key, now(), now() + LEASE_MS, token);
		const held = async ({ changes }: { changes: number | bigint }) =>
			await Promise.resolve(Number(changes) > 0);
		return {
			renew: async () => await held(renew.run(now() + LEASE_MS, key, token)),
			finish: async (record) => await held(finish.run(now(), JSON.stringify(record), key, token)),
			leaveInDoubt: async () => await held(doubt.run(key, token)),
			forget: async () => await held(remove.run(key, token)),
		};
	}

	function begin(identity: Identity): OnceState<Record> {
		const key = digestOf(identity, digestKey);
		const own = select.get(key);
		const row = own ?? select.get(digestOf(withoutAccount(identity), digestKey));
		const since = Number(row?.at);
		if (typeof row?.record === 'string') {
			const record = JSON.parse(row.record) as Record;
			return { state: 'done', at: since, record, ...(!own && { accountUnknown: true }) };
		}
		if (row && Number(row.leased_until) > now()) return { state: 'busy', since };
		const lease = leased(key);
		return row ? { state: 'doubtful', since, lease } : { state: 'new', lease };
	}

	return {
		async begin(identity) {
			return await Promise.resolve(inTransaction(sql, () => begin(identity)));
		},
		async beginAnew(identity, { at, accountUnknown = false }) {
			const key = digestOf(identity, digestKey);
			const lease = inTransaction(sql, () => {
				const own = select.get(key);
				const asBefore = own ? Number(own.at) === at && own.record !== null : accountUnknown;
				return asBefore ? leased(key) : undefined;
			});
			return await Promise.resolve(lease);
		},
	};
}
