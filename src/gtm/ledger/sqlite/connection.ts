import { setTimeout as sleep } from 'node:timers/promises';
import type { StatementSync } from 'node:sqlite';

import { type BackoffSettings, backoffMs } from '../../../base/backoff';
import { type LedgerDatabase, openLedgerDatabase } from './database';
import { LedgerBusy } from '../ledger-busy';

/** The ledger's file, opened when it can be, and used while nobody else writes. */
export interface LedgerConnection {
	/**
	 * Runs work on the database, all of it again if another process was writing meanwhile: a statement or
	 * transaction that was refused did nothing. The event loop goes on between the attempts.
	 *
	 * @throws LedgerBusy after `PATIENCE_MS`
	 */
	use<Result>(work: (database: OpenLedger) => Result): Promise<Result>;
	close(): void;
}

export interface OpenLedger extends LedgerDatabase {
	/** Compiles a statement once. */
	statement(this: void, text: string): StatementSync;
}

/** Milliseconds for which others may write before a use of the ledger is given up. */
export const PATIENCE_MS = 10_000;

/** Between attempts. */
const BACKOFF: BackoffSettings = { baseMs: 10, capMs: 250 };

/** SQLITE_BUSY and SQLITE_LOCKED, in the low byte of the code. */
const REFUSED: readonly number[] = [5, 6];

/**
 * Opens the file at once if nobody is writing to it, else when it is first used.
 *
 * @param file `:memory:` for none
 * @param sweep run once, as soon as nobody else is writing
 * @throws Error if the file cannot be opened, or was written by a newer version
 */
export function connectLedger(
	file: string,
	sweep: (database: OpenLedger) => void,
): LedgerConnection {
	let open: OpenLedger | undefined;
	let isSwept = false;

	function ready(): OpenLedger {
		open ??= withStatements(openLedgerDatabase(file));
		const database = open;
		// What is stale is not found anyway: it can be removed later, and need not be waited for.
		if (!isSwept) isSwept = doneIfFree(() => sweep(database));
		return open;
	}

	doneIfFree(ready);
	return {
		use: async (work) => await whenFree(() => work(ready())),
		close: () => open?.sql.close(),
	};
}

function withStatements(database: LedgerDatabase): OpenLedger {
	const statements = new Map<string, StatementSync>();
	return {
		...database,
		statement(text) {
			const known = statements.get(text) ?? database.sql.prepare(text);
			statements.set(text, known);
			return known;
		},
	};
}

async function whenFree<Result>(work: () => Result): Promise<Result> {
	const from = performance.now();
	for (let attempt = 1; ; attempt += 1) {
		try {
			return work();
		} catch (error) {
			if (!isBusy(error)) throw error;
			if (performance.now() - from > PATIENCE_MS) throw new LedgerBusy(PATIENCE_MS);
		}
		await sleep(1 + backoffMs(BACKOFF, attempt, Math.random()));
	}
}

function doneIfFree(work: () => unknown): boolean {
	try {
		work();
		return true;
	} catch (error) {
		if (!isBusy(error)) throw error;
		return false;
	}
}

function isBusy(error: unknown): boolean {
	const code = (error as { errcode?: unknown } | undefined)?.errcode;
	return typeof code === 'number' && REFUSED.includes(code & 0xff);
}
