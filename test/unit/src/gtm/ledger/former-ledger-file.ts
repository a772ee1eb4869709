import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The steps by which versions of the package before the store made and changed the ledger's file. */
const STEPS: readonly string[] = [
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

export const FORMER_VERSIONS = STEPS.length;

/** A file as such a version left it, with its rows. */
export function writeFormerLedger(
	file: string,
	version: number,
	key: string,
	addRows: (sql: DatabaseSync) => void,
): void {
	mkdirSync(path.dirname(file), { recursive: true });
	const sql = new DatabaseSync(file);
	sql.exec('PRAGMA journal_mode = WAL');
	for (const step of STEPS.slice(0, version)) sql.exec(step);
	sql.exec(`PRAGMA user_version = ${version}`);
	sql.prepare("INSERT INTO meta VALUES ('digest_key', ?)").run(key);
	addRows(sql);
	sql.close();
}
