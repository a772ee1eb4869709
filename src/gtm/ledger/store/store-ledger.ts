import { createStoreAlerts } from './store-alerts';
import { createStoreAnswers, dropStaleAnswers } from './store-answers';
import { createStoreCredits, dropOldCredits } from './store-credits';
import { createStoreEnrolledPeople } from './store-enrolled-people';
import { createStoreJobs, dropOldJobs } from './store-jobs';
import { type LedgerDatabase, withDigests } from './ledger-database';
import { LEDGER, type LedgerSchema } from './ledger-tables';
import { createStoreOnce } from './store-once';
import { createStoreSuppressions } from './store-suppressions';
import { takeOverLedgerFile } from './take-over';
import type { Database, Store } from '../../../base/database/database';
import { SUPPRESSIONS, type SuppressionSchema } from '../../../base/suppression/suppression-tables';
import type { Ledger } from '../ledger';
import { createSeal } from '../../../base/sealed-value';

export interface StoreLedgerSettings {
	/** What it is kept in. Asked for when the ledger is first used, and again if that failed. */
	store: () => Promise<Store>;
	/** A file of the ledger as versions before the store kept it: taken over if it is there. */
	former?: string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Seals answers and the values of suppressions, which are personal data. With another secret answers are misses, and suppressions hold but cannot be shown. */
	secret: Uint8Array;
}

/**
 * A ledger in a store, shared by all processes that open it. What it does rejects with DatabaseBusy if
 * others write for too long.
 */
export function openStoreLedger({ store, former, now, secret }: StoreLedgerSettings): Ledger {
	let opening: Promise<Opened> | undefined;
	const opened = async () => {
		opening ??= openTables(store, former, now);
		try {
			return await opening;
		} catch (error) {
			// Whatever kept it from being opened may be over when it is next used.
			opening = undefined;
			throw error;
		}
	};
	const open = async () => (await opened()).database;
	const seal = createSeal(secret);
	return {
		alerts: createStoreAlerts(open),
		credits: createStoreCredits(open, now),
		answers: createStoreAnswers(open, now, seal),
		enrollments: createStoreOnce(open, 'ledger_enrollment', now),
		jobs: createStoreJobs(open, now, seal),
		people: createStoreEnrolledPeople(open),
		writes: createStoreOnce(open, 'ledger_written', now),
		suppressions: createStoreSuppressions(async () => (await opened()).list, now, seal),
		async close() {
			if (opening === undefined) return;
			const { swept, close } = await opened();
			opening = undefined;
			await swept;
			await close();
		},
	};
}

interface Opened {
	database: LedgerDatabase;
	list: Database<SuppressionSchema>;
	/** What is stale is not found anyway: that it is removed need not be waited for. */
	swept: Promise<unknown>;
	close(this: void): Promise<void>;
}

async function openTables(
	openStore: () => Promise<Store>,
	former: string | undefined,
	now: () => number,
): Promise<Opened> {
	const store = await openStore();
	const tables = await store.open<LedgerSchema>(LEDGER);
	const list = await store.open<SuppressionSchema>(SUPPRESSIONS);
	if (former !== undefined) await takeOverLedgerFile(former, tables, store);
	const database = await withDigests(tables);
	const swept = sweep(database, now()).catch(() => undefined); // Next time, then.
	return { database, list, swept, close: async () => await store.close() };
}

async function sweep({ write }: LedgerDatabase, now: number): Promise<void> {
	await write(async (tables) => {
		await dropStaleAnswers(tables, now);
		await dropOldJobs(tables, now);
		await dropOldCredits(tables, now);
	});
}
