import type { CreditBudget } from '../../../../../src/gtm/ledger/credit-ledger';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { describeAnswers } from './answers-contract';
import { describeJobs } from './jobs-contract';
import { describeOnce } from './once-contract';
import { describeSuppressions } from './suppression-contract';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-25T12:00:00Z');

/** What every ledger does, whatever it is kept in. */
export function describeLedger(open: (now: () => number) => Ledger): void {
	let clock: number;
	let ledger: Ledger;

	beforeEach(() => {
		clock = NOON;
		ledger = open(() => clock);
	});

	afterEach(async () => {
		await ledger.close();
	});

	describe('credits', () => {
		const account = { provider: 'apollo', account: 'a-1', unit: 'credit' };
		const reserve = async (amount: number, budget: CreditBudget = {}, runId = 'run-1') =>
			await ledger.credits.reserve({ account, runId, amount, budget });

		async function reserved(amount: number, budget: CreditBudget = {}, runId = 'run-1') {
			const result = await reserve(amount, budget, runId);
			if (!result.granted) throw new Error('not granted');
			return result.id;
		}

		it('are counted when they are reserved, and corrected when it is known what was charged', async () => {
			const id = await reserved(9);
			expect(await ledger.credits.spent(account, { runId: 'run-1' })).toBe(9);
			await ledger.credits.commit(id, 1);
			expect(await ledger.credits.spent(account, { day: '2026-11-25' })).toBe(1);
			const missed = await reserved(5);
			await ledger.credits.refund(missed);
			expect(await ledger.credits.spent(account, { runId: 'run-1' })).toBe(1);
		});

		it('are refused before a budget of the run or the day is broken, and not counted then', async () => {
			const budget = { perRun: 10, perDay: 15 };
			await reserved(8, budget);
			expect(await reserve(3, budget)).toEqual({
				granted: false,
				limit: 'perRun',
				spent: 8,
				budget: 10,
			});
			await reserved(2, budget);
			expect(await reserve(6, budget, 'run-2')).toEqual({
				granted: false,
				limit: 'perDay',
				spent: 10,
				budget: 15,
			});
			await reserved(5, budget, 'run-2');
			expect(await ledger.credits.spent(account, { day: '2026-11-25' })).toBe(15);
		});

		it('of a new day are new', async () => {
			await reserved(10, { perDay: 10 });
			clock += DAY_MS / 2;
			await reserved(10, { perDay: 10 }, 'run-2');
		});

		it('of another account or unit do not count', async () => {
			await reserved(10, { perDay: 10 });
			for (const other of [{ unit: 'phone' }, { account: 'a-2' }, { provider: 'hunter' }]) {
				const result = await ledger.credits.reserve({
					account: { ...account, ...other },
					runId: 'run-1',
					amount: 10,
					budget: { perDay: 10 },
				});
				expect(result.granted).toBe(true);
			}
		});

		it('are told by day and vendor, whosever account it was', async () => {
			const spend = async (other: object, amount: number) =>
				await ledger.credits.reserve({
					account: { ...account, ...other },
					runId: 'run-1',
					amount,
					budget: {},
				});
			await spend({}, 3);
			clock += DAY_MS;
			await spend({ account: 'a-2' }, 2);
			await spend({}, 2.5);
			await spend({ provider: 'hunter', unit: 'search' }, 1);
			await spend({ provider: 'pdl' }, 0);
			const second = [
				{ provider: 'apollo', unit: 'credit', day: '2026-11-26', spent: 4.5 },
				{ provider: 'hunter', unit: 'search', day: '2026-11-26', spent: 1 },
			];
			expect(await ledger.credits.spentByDay('2026-11-26')).toEqual(second);
			expect(await ledger.credits.spentByDay('2026-11-25')).toEqual([
				{ provider: 'apollo', unit: 'credit', day: '2026-11-25', spent: 3 },
				...second,
			]);
		});

		it('of one caller are refused before its budget of a day or a month is broken', async () => {
			const of = (caller: string) => ({ ofCaller: { caller, perDay: 10, perMonth: 15 } });
			await reserved(8, of('dana'));
			expect(await reserve(3, of('dana'))).toEqual({
				granted: false,
				limit: 'callerPerDay',
				spent: 8,
				budget: 10,
			});
			await reserved(10, of('sam'));
			clock += DAY_MS;
			await reserved(7, of('dana'));
			expect(await reserve(1, of('dana'))).toEqual({
				granted: false,
				limit: 'callerPerMonth',
				spent: 15,
				budget: 15,
			});
			clock += 7 * DAY_MS;
			await reserved(10, of('dana'));
		});

		it('of one caller are never granted twice, however many ask at once', async () => {
			const budget = { ofCaller: { caller: 'dana', perDay: 5 } };
			const all = await Promise.all(
				Array.from({ length: 12 }, async () => await reserve(1, budget)),
			);
			expect(all.filter(({ granted }) => granted)).toHaveLength(5);
		});

		it('of a budget of nothing are refused, but what is free is not', async () => {
			expect((await reserve(1, { perRun: 0 })).granted).toBe(false);
			expect((await reserve(0, { perRun: 0 })).granted).toBe(true);
		});

		it('are amounts from 0 on, of something that was reserved', async () => {
			await expect(reserve(-1)).rejects.toThrow(RangeError);
			await expect(reserve(NaN)).rejects.toThrow(RangeError);
			await expect(ledger.credits.commit(await reserved(1), -1)).rejects.toThrow(RangeError);
			await expect(ledger.credits.commit('999', 1)).rejects.toThrow('No credits are reserved');
		});
	});

	describe('alerts', () => {
		const of = { provider: 'posthog', account: 'a-1' };
		const rule = { event: 'signed in' };

		it('are kept by account and name, with what is remembered of each', async () => {
			expect(await ledger.alerts.put(of, { name: 'b', rule })).toBe('created');
			expect(await ledger.alerts.put(of, { name: 'a', rule })).toBe('created');
			await ledger.alerts.keepState(of, { name: 'a', state: { holds: true } });
			expect(await ledger.alerts.list(of)).toEqual([
				{ name: 'a', rule, state: { holds: true } },
				{ name: 'b', rule, state: {} },
			]);
			expect(await ledger.alerts.list({ ...of, account: 'a-2' })).toEqual([]);
		});

		it('begin anew when they are set anew, and are gone when they are removed', async () => {
			await ledger.alerts.put(of, { name: 'a', rule });
			await ledger.alerts.keepState(of, { name: 'a', state: { holds: true } });
			const other = { event: 'signed up' };
			expect(await ledger.alerts.put(of, { name: 'a', rule: other })).toBe('updated');
			expect(await ledger.alerts.list(of)).toEqual([{ name: 'a', rule: other, state: {} }]);
			expect(await ledger.alerts.remove(of, 'a')).toBe(true);
			expect(await ledger.alerts.remove(of, 'a')).toBe(false);
			await ledger.alerts.keepState(of, { name: 'a', state: { holds: true } });
			expect(await ledger.alerts.list(of)).toEqual([]);
		});
	});

	describeAnswers(open);
	describeJobs(open);
	describeOnce(open);
	describeSuppressions(open);
}
