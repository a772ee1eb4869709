import { createSqliteAnswers, dropStaleAnswers } from './answers';
import { connectLedger } from './connection';
import { createSqliteCredits, dropOldCredits } from './credits';
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
 * process can end with it open. What it does rejects with LedgerBusy if others write for too long.
 *
 * @throws Error if the file cannot be opened, or was written by a newer version
 */
export function openSqliteLedger({ file, now, secret }: SqliteLedgerSettings): Ledger {
	const connection = connectLedger(file, (database) => {
		dropStaleAnswers(database, now());
		dropOldCredits(database, now());
	});
	const seal = createSeal(secret);
	return {
		credits: createSqliteCredits(connection, now),
		answers: createSqliteAnswers(connection, now, seal),
		enrollments: createSqliteOnce(connection, 'enrollment', now),
		people: createSqliteEnrolledPeople(connection),
		writes: createSqliteOnce(connection, 'written', now),
		suppressions: createSqliteSuppressions(connection, now, seal),
		async close() {
			connection.close();
			await Promise.resolve();
		},
	};
}
