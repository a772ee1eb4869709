import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

import type { LedgerTables } from './ledger-database';
import type { LedgerSchema } from './ledger-tables';
import { EVERYWHERE } from '../../../base/suppression/spelling';
import { addFormerKey } from '../../../base/suppression/suppression-digests';
import type { SuppressionSchema } from '../../../base/suppression/suppression-tables';
import type { Database, Store } from '../../../base/database/database';
import { DatabaseBusy, DatabaseTooNew } from '../../../base/database/database-errors';
import { isSqliteRefusal } from '../../../base/database/sqlite/sqlite-connection';
import { PATIENCE_MS, whileRefused } from '../../../base/database/while-refused';
import { digestOf } from '../../../base/digest';
import { nextTurn } from '../../../base/next-turn';
import type { Insertable, Transaction } from '../../../third-party/kysely';

/** The last version of the file, of which `user_version` tells. */
const LAST_VERSION = 5;

/** Rows that go over at a time. */
const ROWS = 200;

/**
 * Takes over what a ledger in a file of its own knows, as versions before the store kept it, and removes
 * the file: it holds what people may ask to be forgotten. The file is locked meanwhile, its rows go over
 * in one transaction, and it goes only after the store has them on the disk. If that is interrupted, all
 * is done again, and what went over already stays as it is by then.
 *
 * @throws DatabaseTooNew if the file is of no version that is known
 */
export async function takeOverLedgerFile(
	file: string,
	ledger: Database<LedgerSchema>,
	store: Pick<Store, 'scrub'>,
): Promise<void> {
	if (!existsSync(file)) return;
	const former = openExisting(file);
	if (former === undefined) return;
	try {
		await whileRefused(
			{
				isRefused: isSqliteRefusal,
				givenUp: () => new DatabaseBusy(file, PATIENCE_MS),
			},
			async () => await Promise.resolve(former.exec('BEGIN IMMEDIATE')),
		);
		const version = Number(former.prepare('PRAGMA user_version').get()?.user_version);
		if (version > LAST_VERSION) throw new DatabaseTooNew(file, 'ledger');
		await ledger.write(async (tables) => await copyRows(former, tables));
		await store.scrub();
		// A process of an older version that still has it open fails from now on, instead of writing to
		// where nobody looks any more.
		for (const table of tablesOf(former)) former.exec(`DROP TABLE "${table}"`);
		former.exec('COMMIT');
	} finally {
		former.close();
	}
	for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

/** Another process may have taken it over a moment ago: then none is made. */
function openExisting(file: string): DatabaseSync | undefined {
	const url = pathToFileURL(file);
	url.searchParams.set('mode', 'rw');
	try {
		return new DatabaseSync(url, { timeout: 5 });
	} catch (error) {
		if (!existsSync(file)) return undefined;
		throw error;
	}
}

type Row = Record<string, string | number | Uint8Array | null>;

function tablesOf(former: DatabaseSync): string[] {
	const tables = former.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
	return tables.map(({ name }) => String(name));
}

async function copyRows(former: DatabaseSync, tables: LedgerTables): Promise<void> {
	const names = tablesOf(former);
	if (!names.includes('meta')) return;
	const key = String(
		former.prepare("SELECT value FROM meta WHERE name = 'digest_key'").get()?.value,
	);
	await addKey(tables, key);
	if (names.includes('suppression')) await addSuppressionKey(former, tables, key);
	for (const [name, { table, toRow }] of Object.entries(TAKEN)) {
		if (!names.includes(name)) continue;
		let rows: Array<Insertable<TakenSchema[typeof table]>> = [];
		for (const row of former.prepare(`SELECT * FROM ${name}`).iterate()) {
			rows.push(toRow(row as Row, key));
			if (rows.length < ROWS) continue;
			await insert(tables, table, rows);
			rows = [];
			await nextTurn();
		}
		await insert(tables, table, rows);
	}
}

async function addKey(tables: LedgerTables, value: string): Promise<void> {
	const keys = await tables.selectFrom('ledger_digest_key').selectAll().execute();
	if (keys.some((key) => key.value === value)) return;
	await tables
		.insertInto('ledger_digest_key')
		.values({ number: keys.length + 1, value })
		.execute();
}

/** The list of suppressions is one for all who ask, in tables of its own in the same store. */
async function addSuppressionKey(
	former: DatabaseSync,
	tables: LedgerTables,
	key: string,
): Promise<void> {
	const columns = former.prepare('SELECT name FROM pragma_table_info(?)').all('suppression');
	const hasScopes = columns.some(({ name }) => name === 'scope');
	const scopes = hasScopes
		? former
				.prepare('SELECT DISTINCT scope FROM suppression')
				.all()
				.map(({ scope }) => String(scope))
		: [EVERYWHERE];
	await addFormerKey(tables as unknown as Transaction<SuppressionSchema>, key, scopes);
}

type TakenSchema = LedgerSchema & Pick<SuppressionSchema, 'suppression'>;

async function insert<Table extends keyof TakenSchema>(
	ledger: LedgerTables,
	table: Table,
	rows: ReadonlyArray<Insertable<TakenSchema[Table]>>,
): Promise<void> {
	if (rows.length === 0) return;
	const tables = ledger as unknown as Transaction<TakenSchema>;
	await tables
		.insertInto(table)
		.values(rows)
		.onConflict((same) => same.doNothing())
		.execute();
}

interface Taken {
	table: keyof TakenSchema;
	/** Older versions had fewer columns. */
	toRow(this: void, row: Row, key: string): Row;
}

const once = ({ key, at, leased_until, record, lease = null }: Row): Row => ({
	key: key ?? null,
	at: at ?? null,
	leased_until: leased_until ?? null,
	record: record ?? null,
	lease,
});

const TAKEN: Readonly<Record<string, Taken>> = {
	credit: {
		table: 'ledger_credit',
		// Of several files, each counts from 1.
		toRow: ({ id, ...row }, key) => ({ ...row, id: `${digestOf(key).slice(0, 12)}-${String(id)}` }),
	},
	answer: { table: 'ledger_answer', toRow: (row) => ({ about: null, ...row }) },
	asking: { table: 'ledger_asking', toRow: (row) => row },
	enrollment: { table: 'ledger_enrollment', toRow: once },
	written: { table: 'ledger_written', toRow: once },
	enrolled_person: { table: 'ledger_enrolled_person', toRow: (row) => row },
	suppression: {
		table: 'suppression',
		toRow: ({ key = null, ...row }) => ({
			scope: EVERYWHERE,
			sealed: null,
			...row,
			id: key,
			digest: key,
			released_at: null,
		}),
	},
};
