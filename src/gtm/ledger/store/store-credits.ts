import { randomUUID } from 'node:crypto';

import type { LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import {
	type CreditAccount,
	type CreditLedger,
	brokenLimit,
	checkAmount,
	dayOf,
} from '../credit-ledger';

/** Days for which entries are kept. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

export function createStoreCredits(open: OpenLedgerDatabase, now: () => number): CreditLedger {
	async function settle(id: string, amount: number): Promise<void> {
		checkAmount(amount);
		const { write } = await open();
		const { numUpdatedRows } = await write(
			async (tables) =>
				await tables
					.updateTable('ledger_credit')
					.set({ amount })
					.where('id', '=', id)
					.executeTakeFirst(),
		);
		if (numUpdatedRows !== 1n) throw new RangeError(`No credits are reserved under ${id}`);
	}

	return {
		async reserve({ account, runId, amount, budget }) {
			checkAmount(amount);
			const { write, digests } = await open();
			return await write(async (tables) => {
				const day = dayOf(now());
				const keys = keysOf(digests, account);
				const broken = brokenLimit(
					{ amount, budget },
					{
						perRun: await spentIn(tables, keys, { runId }),
						perDay: await spentIn(tables, keys, { day }),
					},
				);
				if (broken) return broken;
				const id = randomUUID();
				const entry = { id, account: keys[0], run_id: runId, day, amount };
				await tables.insertInto('ledger_credit').values(entry).execute();
				return { granted: true as const, id };
			});
		},
		commit: settle,
		refund: async (id) => await settle(id, 0),
		async spent(account, during) {
			const { read, digests } = await open();
			return await read(async (tables) => await spentIn(tables, keysOf(digests, account), during));
		},
	};
}

/** For the sweep: what is older can be in no budget. */
export async function dropOldCredits(tables: LedgerTables, now: number): Promise<void> {
	const oldest = dayOf(now - KEPT_DAYS * DAY_MS);
	await tables.deleteFrom('ledger_credit').where('day', '<', oldest).execute();
}

/** Also as versions before accounts wrote it, for what was spent under them. */
function keysOf(
	digests: LedgerDatabase['digests'],
	{ provider, account, principal, unit }: CreditAccount,
): readonly [string, ...string[]] {
	const own = digests({ provider, account, unit });
	return principal === undefined ? own : [...own, ...digests({ provider, principal, unit })];
}

async function spentIn(
	tables: LedgerTables,
	keys: readonly string[],
	during: { runId: string } | { day: string },
): Promise<number> {
	const [column, value] =
		'day' in during ? (['day', during.day] as const) : (['run_id', during.runId] as const);
	const { spent } = await tables
		.selectFrom('ledger_credit')
		.select(({ fn }) => fn.sum<number | null>('amount').as('spent'))
		.where('account', 'in', keys)
		.where(column, '=', value)
		.executeTakeFirstOrThrow();
	return spent ?? 0;
}
