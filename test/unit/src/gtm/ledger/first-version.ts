/** The file as the first version of the package made it, for tests of what becomes of it. */
export const FIRST_VERSION = `
	CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE credit (
		id INTEGER PRIMARY KEY,
		account TEXT NOT NULL,
		run_id TEXT NOT NULL,
		day TEXT NOT NULL,
		amount REAL NOT NULL
	) STRICT;
	CREATE INDEX credit_by_day ON credit (account, day);
	CREATE INDEX credit_by_run ON credit (account, run_id);
	CREATE TABLE answer (
		key TEXT PRIMARY KEY,
		subject TEXT NOT NULL,
		sealed BLOB NOT NULL,
		at INTEGER NOT NULL,
		expires_at INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX answer_by_subject ON answer (subject);
	CREATE INDEX answer_by_end ON answer (expires_at);
	CREATE TABLE enrollment (
		key TEXT PRIMARY KEY,
		at INTEGER NOT NULL,
		leased_until INTEGER NOT NULL,
		record TEXT
	) STRICT, WITHOUT ROWID;
	CREATE TABLE suppression (
		key TEXT PRIMARY KEY,
		kind TEXT NOT NULL,
		reason TEXT NOT NULL,
		source TEXT,
		at INTEGER NOT NULL,
		expires_at INTEGER
	) STRICT, WITHOUT ROWID;
	PRAGMA user_version = 1;`;
