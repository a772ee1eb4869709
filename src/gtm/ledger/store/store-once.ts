import { randomUUID } from 'node:crypto';

import type { LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import type { OnceRow } from './ledger-tables';
import {
	LEASE_MS,
	type Lease,
	type OnceIdentity,
	type OnceLedger,
	type OnceState,
	withoutAccount,
} from '../once-ledger';

/**
 * Entries are kept for ever: they are what makes a thing happen once. Those of a version without
 * accounts stay as they are, and are found by whichever account asks for them; what comes of that is
 * written for the account.
 */
export function createStoreOnce<Identity extends OnceIdentity, Record>(
	open: OpenLedgerDatabase,
	table: 'ledger_enrollment' | 'ledger_written',
	now: () => number,
): OnceLedger<Identity, Record> {
	// They have the same columns: one of them speaks for both.
	const TABLE = table as 'ledger_enrollment';

	async function find(
		tables: LedgerTables,
		digests: LedgerDatabase['digests'],
		identity: Identity,
	): Promise<{ key: string; own?: OnceRow | undefined; former?: OnceRow | undefined }> {
		const keys = digests(identity);
		const before = digests(withoutAccount(identity));
		const rows = await tables
			.selectFrom(TABLE)
			.selectAll()
			.where('key', 'in', [...keys, ...before])
			.execute();
		const firstOf = (wanted: readonly string[]) =>
			wanted.flatMap((key) => rows.filter((row) => row.key === key))[0];
		const own = firstOf(keys);
		return { key: own?.key ?? keys[0], own, former: firstOf(before) };
	}

	async function leased(
		tables: LedgerTables,
		write: LedgerDatabase['write'],
		key: string,
	): Promise<Lease<Record>> {
		const token = randomUUID();
		const row = { key, at: now(), leased_until: now() + LEASE_MS, record: null, lease: token };
		const { key: _, ...values } = row;
		await tables
			.insertInto(TABLE)
			.values(row)
			.onConflict((same) => same.column('key').doUpdateSet(values))
			.execute();
		const update = async (change: Partial<OnceRow>) => {
			const { numUpdatedRows } = await write(
				async (within) =>
					await within
						.updateTable(TABLE)
						.set(change)
						.where('key', '=', key)
						.where('lease', '=', token)
						.executeTakeFirst(),
			);
			return numUpdatedRows > 0n;
		};
		return {
			renew: async () => await update({ leased_until: now() + LEASE_MS }),
			finish: async (record) =>
				await update({
					at: now(),
					leased_until: 0,
					record: JSON.stringify(record),
					lease: null,
				}),
			leaveInDoubt: async () => await update({ leased_until: 0, lease: null }),
			async forget() {
				const { numDeletedRows } = await write(
					async (within) =>
						await within
							.deleteFrom(TABLE)
							.where('key', '=', key)
							.where('lease', '=', token)
							.executeTakeFirst(),
				);
				return numDeletedRows > 0n;
			},
		};
	}

	return {
		async begin(identity): Promise<OnceState<Record>> {
			const { write, digests } = await open();
			return await write(async (tables) => {
				const { key, own, former } = await find(tables, digests, identity);
				const row = own ?? former;
				if (row?.record != null) {
					const record = JSON.parse(row.record) as Record;
					return { state: 'done', at: row.at, record, ...(!own && { accountUnknown: true }) };
				}
				if (row && row.leased_until > now()) return { state: 'busy', since: row.at };
				const lease = await leased(tables, write, key);
				return row ? { state: 'doubtful', since: row.at, lease } : { state: 'new', lease };
			});
		},
		async beginAnew(identity, { at, accountUnknown = false }) {
			const { write, digests } = await open();
			return await write(async (tables) => {
				const { key, own } = await find(tables, digests, identity);
				const asBefore = own ? own.at === at && own.record !== null : accountUnknown;
				return asBefore ? await leased(tables, write, key) : undefined;
			});
		},
	};
}
