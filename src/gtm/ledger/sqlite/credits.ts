import type { LedgerConnection, OpenLedger } from './connection';
import { inTransaction } from './database';
import {
	type CreditAccount,
	type CreditLedger,
	brokenLimit,
	checkAmount,
	dayOf,
} from '../credit-ledger';
import { digestOf } from '../../../base/digest';

/** Days for which entries are kept. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

export function createSqliteCredits(connection: LedgerConnection, now: () => number): CreditLedger {
	async function settle(id: string, amount: number): Promise<void> {
		checkAmount(amount);
		const changes = await connection.use(({ statement }) =>
			Number(
				statement('UPDATE credit SET amount = ? WHERE id = ?').run(amount, Number(id)).changes,
			),
		);
		if (changes !== 1) throw new RangeError(`No credits are reserved under ${id}`);
	}

	return {
		async reserve({ account, runId, amount, budget }) {
			checkAmount(amount);
			return await connection.use((database) =>
				inTransaction(database.sql, () => {
					const day = dayOf(now());
					const spent = {
						perRun: spentIn(database, account, { runId }),
						perDay: spentIn(database, account, { day }),
					};
					const broken = brokenLimit({ amount, budget }, spent);
					if (broken) return broken;
					const { lastInsertRowid } = database
						.statement('INSERT INTO credit (account, run_id, day, amount) VALUES (?, ?, ?, ?)')
						.run(keyOf(database, account), runId, day, amount);
					return { granted: true as const, id: String(lastInsertRowid) };
				}),
			);
		},
		commit: settle,
		refund: async (id) => await settle(id, 0),
		spent: async (account, during) =>
			await connection.use((database) => spentIn(database, account, during)),
	};
}

/** For the sweep: what is older can be in no budget. */
export function dropOldCredits({ statement }: OpenLedger, now: number): void {
	statement('DELETE FROM credit WHERE day < ?').run(dayOf(now - KEPT_DAYS * DAY_MS));
}

function keyOf({ digestKey }: OpenLedger, { provider, account, unit }: CreditAccount): string {
	return digestOf({ provider, account, unit }, digestKey);
}

/** As versions before accounts wrote it, for what was spent under them. */
function formerKeyOf({ digestKey }: OpenLedger, { provider, principal, unit }: CreditAccount) {
	return principal === undefined ? null : digestOf({ provider, principal, unit }, digestKey);
}

function spentIn(
	database: OpenLedger,
	account: CreditAccount,
	during: { runId: string } | { day: string },
): number {
	const [column, value] = 'day' in during ? ['day', during.day] : ['run_id', during.runId];
	const row = database
		.statement(
			`SELECT total(amount) AS spent FROM credit WHERE account IN (?, ?) AND ${column} = ?`,
		)
		.get(keyOf(database, account), formerKeyOf(database, account), value);
	return Number(row?.spent);
}
