import { type LedgerDatabase, inTransaction } from './database';
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

export function createSqliteCredits(
	{ sql, digestKey }: LedgerDatabase,
	now: () => number,
): CreditLedger {
	sql.prepare('DELETE FROM credit WHERE day < ?').run(dayOf(now() - KEPT_DAYS * DAY_MS));
	const ofRun = sql.prepare(
		'SELECT total(amount) AS spent FROM credit WHERE account = ? AND run_id = ?',
	);
	const ofDay = sql.prepare(
		'SELECT total(amount) AS spent FROM credit WHERE account = ? AND day = ?',
	);
	const insert = sql.prepare(
		'INSERT INTO credit (account, run_id, day, amount) VALUES (?, ?, ?, ?)',
	);
	const update = sql.prepare('UPDATE credit SET amount = ? WHERE id = ?');

	const digest = (account: CreditAccount) => digestOf(account, digestKey);
	const spentIn = (account: string, during: { runId: string } | { day: string }) =>
		Number(
			('day' in during ? ofDay.get(account, during.day) : ofRun.get(account, during.runId))?.spent,
		);

	async function settle(id: string, amount: number): Promise<void> {
		checkAmount(amount);
		if (update.run(amount, Number(id)).changes !== 1) {
			throw new RangeError(`No credits are reserved under ${id}`);
		}
		await Promise.resolve();
	}

	return {
		async reserve({ account, runId, amount, budget }) {
			checkAmount(amount);
			const whose = digest(account);
			const result = inTransaction(sql, () => {
				const day = dayOf(now());
				const spent = {
					perRun: spentIn(whose, { runId }),
					perDay: spentIn(whose, { day }),
				};
				const broken = brokenLimit({ amount, budget }, spent);
				if (broken) return broken;
				const { lastInsertRowid } = insert.run(whose, runId, day, amount);
				return { granted: true as const, id: String(lastInsertRowid) };
			});
			return await Promise.resolve(result);
		},
		commit: settle,
		refund: async (id) => await settle(id, 0),
		spent: async (account, during) => await Promise.resolve(spentIn(digest(account), during)),
	};
}
