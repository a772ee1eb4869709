import { randomUUID } from 'node:crypto';

import type { LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import {
	type CreditAccount,
	type CreditLedger,
	type SpentOnDay,
	brokenLimit,
	checkAmount,
	dayOf,
	monthStart,
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
				const caller = budget.ofCaller && digests({ caller: budget.ofCaller.caller });
				const spentBy = async (during: During) =>
					caller === undefined ? 0 : await spentIn(tables, keys, during, caller);
				const broken = brokenLimit(
					{ amount, budget },
					{
						perRun: await spentIn(tables, keys, { runId }),
						perDay: await spentIn(tables, keys, { day }),
						callerPerDay: await spentBy({ day }),
						callerPerMonth: await spentBy({ since: monthStart(now()) }),
					},
				);
				if (broken) return broken;
				const id = randomUUID();
				const entry = {
					id,
					account: keys[0],
					run_id: runId,
					day,
					amount,
					caller: caller?.[0] ?? null,
					provider: account.provider,
					unit: account.unit,
				};
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
		async spentByDay(since) {
			const { read } = await open();
			return await read(async (tables) => await allSpent(tables, since));
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

/** A run, a day, or all days from one on. */
type During = { runId: string } | { day: string } | { since: string };

async function spentIn(
	tables: LedgerTables,
	keys: readonly string[],
	during: During,
	callers?: readonly string[],
): Promise<number> {
	let query = tables
		.selectFrom('ledger_credit')
		.select(({ fn }) => fn.sum<number | null>('amount').as('spent'))
		.where('account', 'in', keys);
	if ('runId' in during) query = query.where('run_id', '=', during.runId);
	else if ('day' in during) query = query.where('day', '=', during.day);
	else query = query.where('day', '>=', during.since);
	if (callers) query = query.where('caller', 'in', callers);
	const { spent } = await query.executeTakeFirstOrThrow();
	return spent ?? 0;
}

async function allSpent(tables: LedgerTables, since: string): Promise<SpentOnDay[]> {
	const rows = await tables
		.selectFrom('ledger_credit')
		.select(['provider', 'unit', 'day'])
		.select(({ fn }) => fn.sum<number>('amount').as('spent'))
		.where('day', '>=', since)
		.groupBy(['provider', 'unit', 'day'])
		.orderBy('day')
		.orderBy('provider')
		.orderBy('unit')
		.execute();
	return rows.flatMap(({ provider, unit, day, spent }) =>
		provider === null || unit === null || spent === 0 ? [] : [{ provider, unit, day, spent }],
	);
}
