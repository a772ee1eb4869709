import { createSqliteAnswers } from './answers';
import { createSqliteCredits } from './credits';
import { openLedgerDatabase } from './database';
import { createSqliteEnrolledPeople } from './enrolled-people';
import { createSqliteOnce } from './once';
import { createSqliteSuppressions } from './suppressions';
import type { Ledger } from '../ledger';
import { createSeal } from '../sealed-value';

export interface SqliteLedgerSettings {
	/** The file; its folder is made if there is none. */
	file: string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Seals answers and the values of suppressions, which are personal data. With another secret answers are misses, and suppressions hold but cannot be shown. */
	secret: Uint8Array;
}

/**
 * A ledger in a file that several processes of one host may share. Holds no timer and no thread: a
 * process can end with it open.
 *
 * @throws Error if the file cannot be opened, or was written by a newer version
 */
export function openSqliteLedger({ file, now, secret }: SqliteLedgerSettings): Ledger {
	const database = openLedgerDatabase(file);
	const seal = createSeal(secret);
	return {
		credits: createSqliteCredits(database, now),
		answers: createSqliteAnswers(database, now, seal),
		enrollments: createSqliteOnce(database, 'enrollment', now),
		people: createSqliteEnrolledPeople(database),
		writes: createSqliteOnce(database, 'written', now),
		suppressions: createSqliteSuppressions(database, now, seal),
		async close() {
			database.sql.close();
			await Promise.resolve();
		},
	};
}
