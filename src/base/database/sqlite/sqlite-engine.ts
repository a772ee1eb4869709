import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { backup } from 'node:sqlite';

import { createLogThread, type LogThread } from './log-thread';
import { SqliteConnection, isSqliteRefusal } from './sqlite-connection';
import { sqliteDialect } from './sqlite-dialect';
import { createTurns } from './turns';
import type { AnySchema, ColumnTypes } from '../database';
import { DatabaseBusy, DatabaseUnavailable } from '../database-errors';
import type { Engine } from '../engine';
import { oneAtATime } from '../one-at-a-time';
import { PATIENCE_MS, type Refusal, whileRefused } from '../while-refused';
import { Kysely } from '../../../third-party/kysely';

const MEMORY = ':memory:';

/** After so many writes the log is taken over: about 4 MB. */
const WRITES_TO_TAKE_OVER = 30;

/** Pages of the log, 80 MB, from which on a write takes it over itself: the thread does not keep pace. */
const MOST_PAGES = 20_000;
/** SQLite's own number, if there is no thread. */
const USUAL_PAGES = 1_000;

const TYPES: ColumnTypes = { text: 'text', integer: 'bigint', real: 'real', bytes: 'blob' };

/**
 * A store in a file: readable by its owner only, in a folder of its own. Several processes on one disk
 * may have it open; not several hosts, since WAL needs shared memory. Reads have a connection of their
 * own, so that they neither wait for a write of the same process nor see half of it.
 *
 * Survives a process that is killed at any time. If the machine loses power, the last writes may be
 * lost, but nothing is damaged: each of them would have to wait for the disk else.
 *
 * @param file `:memory:` for none
 * @throws DatabaseUnavailable if it cannot be opened
 */
export async function openSqliteEngine(
	file: string,
	patienceMs: number = PATIENCE_MS,
): Promise<Engine> {
	const refusal: Refusal = {
		isRefused: isSqliteRefusal,
		patienceMs,
		givenUp: () => new DatabaseBusy(file, patienceMs),
	};
	const connections = await whileRefused(refusal, async () => await Promise.resolve(connect(file)));
	const { writing, reading } = connections;
	const writer = new Kysely<AnySchema>({ dialect: sqliteDialect(writing, 'begin immediate') });
	const reader = new Kysely<AnySchema>({ dialect: sqliteDialect(reading, 'begin') });
	const writes = oneAtATime();
	const reads = reading === writing ? writes : oneAtATime();
	const log = file === MEMORY ? undefined : logThreadOf(file, writing);
	const turn = createTurns();
	let written = 0;
	return {
		backend: 'sqlite',
		types: TYPES,
		place: file,
		async read(work) {
			await turn();
			return await whileRefused(
				refusal,
				async () => await reads(async () => await reader.transaction().execute(work)),
			);
		},
		async write(work) {
			await turn();
			const result = await whileRefused(
				refusal,
				async () => await writes(async () => await writer.transaction().execute(work)),
			);
			written += 1;
			if (written % WRITES_TO_TAKE_OVER === 0) log?.takeOver();
			return result;
		},
		async hasTable(tables, name) {
			const found = await tables
				.selectFrom('sqlite_master')
				.select('name')
				.where('type', '=', 'table')
				.where('name', '=', name)
				.executeTakeFirst();
			return found !== undefined;
		},
		prepare: async () => await Promise.resolve(),
		async scrub() {
			if (file === MEMORY) return;
			await whileRefused(refusal, async () => await writes(async () => await emptyLog(writing)));
		},
		async backup(target) {
			await backup(reading.sql, target);
			chmodSync(target, 0o600);
		},
		async close() {
			await writes(async () => await Promise.resolve());
			await reads(async () => await Promise.resolve());
			await log?.close();
			reading.close();
			if (writing !== reading) writing.close();
		},
	};
}

/** @throws Error that `isSqliteRefusal` knows if another process is opening or writing the file */
function connect(file: string): { writing: SqliteConnection; reading: SqliteConnection } {
	const opened: SqliteConnection[] = [];
	const open = (pragmas: string) => {
		const connection = new SqliteConnection(file);
		opened.push(connection);
		connection.sql.exec(pragmas);
		return connection;
	};
	try {
		if (file !== MEMORY) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
		const writing = open(
			'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;',
		);
		if (file === MEMORY) return { writing, reading: writing };
		chmodSync(file, 0o600);
		return { writing, reading: open('PRAGMA query_only = ON;') };
	} catch (error) {
		for (const connection of opened) connection.close();
		throw isSqliteRefusal(error) ? error : new DatabaseUnavailable(file, error);
	}
}

function logThreadOf(file: string, { sql }: SqliteConnection): LogThread {
	sql.exec(`PRAGMA wal_autocheckpoint = ${MOST_PAGES}`);
	return createLogThread(file, () => sql.exec(`PRAGMA wal_autocheckpoint = ${USUAL_PAGES}`));
}

/** Writes the log back into the file, where deleted rows are zeros, and empties it. */
async function emptyLog({ sql }: SqliteConnection): Promise<void> {
	const row = sql.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
	// A reader of another process still needs the log.
	if (row?.busy !== 0) throw Object.assign(new Error('The log is in use'), { errcode: 5 });
	await Promise.resolve();
}
