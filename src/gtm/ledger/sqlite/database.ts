import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A database of the ledger, with the key of its digests. */
export interface LedgerDatabase {
	sql: DatabaseSync;
	/**
	 * Made with the file and kept in it, so that every process finds the same entries, whatever n8n's
	 * key is. Who has the file can test a guess: digests hide addresses from readers, not from those
	 * who know them already.
	 */
	digestKey: string;
}

/** Steps from one version of the schema to the next; `user_version` counts them. */
export const MIGRATIONS: readonly string[] = [
	`CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE credit (
		id INTEGER PRIMARY KEY,
		account TEXT NOT NULL, -- digest of provider, principal, unit
		run_id TEXT NOT NULL,
		day TEXT NOT NULL,
		amount REAL NOT NULL
	) STRICT;
	CREATE INDEX credit_by_day ON credit (account, day);
	CREATE INDEX credit_by_run ON credit (account, run_id);
	CREATE TABLE answer (
		key TEXT PRIMARY KEY, -- digest of the question
		subject TEXT NOT NULL, -- digest of the identity
		sealed BLOB NOT NULL,
		at INTEGER NOT NULL,
		expires_at INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX answer_by_subject ON answer (subject);
	CREATE INDEX answer_by_end ON answer (expires_at);
	CREATE TABLE enrollment (
		key TEXT PRIMARY KEY, -- digest of the identity
		at INTEGER NOT NULL,
		leased_until INTEGER NOT NULL,
		record TEXT -- JSON; null until it is done
	) STRICT, WITHOUT ROWID;
	CREATE TABLE suppression (
		key TEXT PRIMARY KEY, -- digest of kind and value
		kind TEXT NOT NULL,
		reason TEXT NOT NULL,
		source TEXT,
		at INTEGER NOT NULL,
		expires_at INTEGER
	) STRICT, WITHOUT ROWID;`,
	`CREATE TABLE written (
		key TEXT PRIMARY KEY, -- digest of the identity
		at INTEGER NOT NULL,
		leased_until INTEGER NOT NULL,
		record TEXT -- JSON; null until it is done
	) STRICT, WITHOUT ROWID;`,
	// What was on the list before holds everywhere, but its value cannot be shown: only its digest was kept.
	`ALTER TABLE suppression ADD COLUMN scope TEXT NOT NULL DEFAULT 'everywhere';
	ALTER TABLE suppression ADD COLUMN sealed BLOB; -- the value
	CREATE INDEX suppression_by_time ON suppression (at);`,
	// The keys of older entries are digests of identities without an account: they are found by those.
	`ALTER TABLE enrollment ADD COLUMN lease TEXT; -- who holds it; null if nobody does
	ALTER TABLE written ADD COLUMN lease TEXT;
	CREATE TABLE enrolled_person (
		key TEXT PRIMARY KEY, -- digest of the person in a sequence of an account
		known TEXT NOT NULL -- JSON
	) STRICT, WITHOUT ROWID;`,
	// The keys of older answers are digests of a credential, and nothing is known of whom they are about.
	`ALTER TABLE answer ADD COLUMN about TEXT; -- digest of who is asked about, by which account of which vendor
	CREATE INDEX answer_by_about ON answer (about);
	CREATE TABLE asking (
		about TEXT PRIMARY KEY,
		since INTEGER NOT NULL,
		leased_until INTEGER NOT NULL,
		lease TEXT NOT NULL -- who holds it
	) STRICT, WITHOUT ROWID;`,
];

/**
 * Milliseconds for which SQLite waits for another process that writes. The whole process stands still
 * meanwhile, so that longer waits are ours: see `connectLedger`.
 */
const BUSY_MS = 10;

/**
 * Opens the file, and makes it if there is none: readable by its owner only, in a folder of its own.
 * Several processes on one disk may have it open; not several hosts, since WAL needs shared memory.
 *
 * @param file `:memory:` for none
 * @throws Error if the file was written by a newer version
 */
export function openLedgerDatabase(file: string): LedgerDatabase {
	if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
	const sql = new DatabaseSync(file, { timeout: BUSY_MS });
	try {
		if (file !== ':memory:') chmodSync(file, 0o600);
		sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
		migrate(sql);
		return { sql, digestKey: digestKeyOf(sql) };
	} catch (error) {
		sql.close();
		throw error;
	}
}

/** Runs a change as one, alone among all processes. */
export function inTransaction<Result>(sql: DatabaseSync, change: () => Result): Result {
	sql.exec('BEGIN IMMEDIATE');
	try {
		const result = change();
		sql.exec('COMMIT');
		return result;
	} catch (error) {
		sql.exec('ROLLBACK');
		throw error;
	}
}

function migrate(sql: DatabaseSync): void {
	const version = () => Number(sql.prepare('PRAGMA user_version').get()?.user_version);
	// Most starts find nothing to do, and need not wait for whoever writes.
	if (version() === MIGRATIONS.length) return;
	inTransaction(sql, () => {
		const found = version();
		if (found > MIGRATIONS.length) {
			throw new Error(
				'The data file of the GTM nodes is from a newer version of n8n-nodes-gtm-mcp. Update the package',
			);
		}
		for (const step of MIGRATIONS.slice(found)) sql.exec(step);
		sql.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
	});
}

function digestKeyOf(sql: DatabaseSync): string {
	const select = sql.prepare("SELECT value FROM meta WHERE name = 'digest_key'");
	if (select.get() === undefined) {
		const insert = "INSERT INTO meta VALUES ('digest_key', ?) ON CONFLICT DO NOTHING";
		sql.prepare(insert).run(randomBytes(32).toString('hex'));
	}
	return String(select.get()?.value);
}
