import { DAY_MS, ANEW, found, pending, failed, askIn } from './ask-once-stage';
import { type Answer, type ScriptedVendor, heldVendor, scriptedVendor } from './scripted-vendor';
import { FakeClock } from '../fake-clock';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { DatabaseBusy } from '../../../../../src/base/database/database-errors';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Outcome } from '../../../../../src/gtm/model/outcome';

let clock: FakeClock;
let ledger: Ledger;

beforeEach(() => {
	clock = new FakeClock();
	ledger = createMemoryLedger(() => clock.now());
});

const ask = async (vendor: ScriptedVendor, more?: Parameters<typeof askIn>[2]) =>
	await askIn({ ledger, clock }, vendor, more);

const spent = async () =>
	await ledger.credits.spent(
		{ provider: 'first', account: 'account', unit: 'credit' },
		{ runId: 'run-1' },
	);

describe('an answer', () => {
	it('is paid for once, and says then when it came and what it did not cost', async () => {
		const vendor = scriptedVendor('first', [found]);
		expect((await ask(vendor)).outcome).toEqual({
			...found,
			provider: 'first',
			cost: { amount: 1, unit: 'credit' },
		});
		await clock.advance(DAY_MS);
		const { outcome, isRemembered } = await ask(vendor, { runId: 'run-2' });
		expect(isRemembered).toBe(true);
		expect(outcome).toMatchObject({
			status: 'found',
			record: { title: 'CRO' },
			cost: { amount: 0, unit: 'credit' },
			remembered: { at: '2026-11-25T09:00:00.000Z', saved: { amount: 1, unit: 'credit' } },
			notes: [
				expect.stringMatching(/^Reused the answer of 2026-11-25T09.* saved up to 1 credit\./),
			],
		});
		expect(vendor.asked).toHaveLength(1);
		expect(await spent()).toBe(1);
	});

	it('is asked anew where that is wished, but once in a run', async () => {
		const vendor = scriptedVendor('first', [found]);
		await ask(vendor);
		await clock.advance(1000);
		const anew = { lifetime: ANEW, startedAt: clock.now() };
		await ask(vendor, anew);
		await clock.advance(1000);
		expect((await ask(vendor, anew)).isRemembered).toBe(true);
		expect(vendor.asked).toHaveLength(2);
	});

	it('is older than this run wants, and asked again, also if another one would still take it', async () => {
		const vendor = scriptedVendor('first', [found]);
		await ask(vendor);
		await clock.advance(3 * DAY_MS);
		await ask(vendor, { lifetime: { foundMs: 2 * DAY_MS, notFoundMs: DAY_MS } });
		expect(vendor.asked).toHaveLength(2);
	});

	it.each<[string, Answer, number]>([
		['that nobody is known', { status: 'not_found' }, 7],
		['that is a part', { ...found, status: 'partial' }, 7],
		[
			'of a verifier that could not tell',
			{ status: 'found', record: { status: 'unknown' } as never },
			7,
		],
		['that the person may not be asked about', { status: 'legal_block' }, 30],
	])('%s is good for its own time', async (_what, answer, days) => {
		const vendor = scriptedVendor('first', [answer]);
		await ask(vendor);
		await clock.advance(days * DAY_MS - 1);
		await ask(vendor);
		expect(vendor.asked).toHaveLength(1);
		await clock.advance(1);
		await ask(vendor);
		expect(vendor.asked).toHaveLength(2);
	});

	it.each(['upstream_error', 'rate_limited', 'forbidden', 'quota_exhausted', 'invalid'] as const)(
		'that is %s is none to remember',
		async (status) => {
			const vendor = scriptedVendor('first', [{ status }, found]);
			await ask(vendor);
			expect((await ask(vendor)).outcome.status).toBe('found');
			expect(await spent()).toBe(status === 'upstream_error' ? 2 : 1);
		},
	);

	it('is not remembered of another account, and is of the same with another key', async () => {
		const vendor = scriptedVendor('first', [found]);
		const of = (account: string) => ({
			...vendor.step.client,
			accountKey: async () => await Promise.resolve(account),
		});
		await ask(vendor, { client: of('a-1') });
		expect((await ask(vendor, { client: of('a-2') })).isRemembered).toBe(false);
		expect((await ask(vendor, { client: of('a-1') })).isRemembered).toBe(true);
	});

	it('is asked of nobody while it is not known whose account it is', async () => {
		const vendor = scriptedVendor('first', [found]);
		const client = {
			...vendor.step.client,
			accountKey: async () =>
				await Promise.reject<string>(
					new VendorError(
						'first',
						{ status: 'upstream_error', code: 'http_500', message: 'Down' },
						{ attempts: 1 },
					),
				),
		};
		expect((await ask(vendor, { client })).outcome).toMatchObject({
			status: 'upstream_error',
			retry: { advised: true },
		});
		expect(vendor.asked).toEqual([]);
	});

	it('that cannot be kept is given all the same, and says so', async () => {
		const vendor = scriptedVendor('first', [found]);
		const { answers } = ledger;
		ledger = {
			...ledger,
			answers: {
				...answers,
				async begin(question, since) {
					const begun = await answers.begin(question, since);
					if (!('lease' in begun)) return begun;
					const keep = async () => await Promise.reject<undefined>(new Error('The disk is full'));
					return { ...begun, lease: { ...begun.lease, keep } };
				},
			},
		};
		expect((await ask(vendor)).outcome).toMatchObject({
			status: 'found',
			notes: [expect.stringMatching(/could not be saved.*The disk is full/)],
		});
	});

	it('is asked of nobody while the ledger cannot be used', async () => {
		const vendor = scriptedVendor('first', [found]);
		ledger = {
			...ledger,
			answers: {
				...ledger.answers,
				begin: async () => await Promise.reject<never>(new DatabaseBusy('store.sqlite', 10_000)),
			},
		};
		expect((await ask(vendor)).outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'ledger_busy' },
			retry: { advised: true },
		});
		expect(vendor.asked).toEqual([]);
	});
});

describe('two who ask the same at once', () => {
	it('pay once: the second waits for the answer of the first', async () => {
		const { vendor, gates } = heldVendor([found]);
		const first = ask(vendor);
		await clock.advance(10);
		const second = ask(vendor, { runId: 'run-2' });
		await clock.advance(500);
		expect(gates).toHaveLength(1);
		gates[0]?.();
		expect((await first).isRemembered).toBe(false);
		expect(await clock.until(second)).toMatchObject({
			isRemembered: true,
			outcome: { status: 'found', remembered: { saved: { amount: 1 } } },
		});
		expect(vendor.asked).toHaveLength(1);
	});

	it('also if both ask anew: the answer of the first is new', async () => {
		const { vendor, gates } = heldVendor([found]);
		const first = ask(vendor, { lifetime: ANEW });
		await clock.advance(10);
		const second = ask(vendor, { lifetime: ANEW });
		await clock.advance(500);
		gates[0]?.();
		await first;
		expect(await clock.until(second)).toMatchObject({ isRemembered: true });
	});

	it('ask one after the other if the first one fails', async () => {
		const { vendor, gates } = heldVendor([failed(true), found]);
		const first = ask(vendor);
		await clock.advance(10);
		const second = ask(vendor);
		await clock.advance(500);
		gates[0]?.();
		expect((await first).outcome.status).toBe('upstream_error');
		await clock.advance(2_000);
		gates[1]?.();
		expect((await second).outcome.status).toBe('found');
	});

	it('do not wait for ever: the second says that it is being asked, and costs nothing', async () => {
		const { vendor, gates } = heldVendor([found]);
		const first = ask(vendor);
		await clock.advance(10);
		const second = ask(vendor);
		await clock.advance(60_000);
		expect((await second).outcome).toMatchObject({
			status: 'pending',
			reason: { code: 'question_under_way' },
			retry: { advised: true },
		});
		gates[0]?.();
		await first;
		expect(await spent()).toBe(1);
	});

	it('stop waiting when the execution is cancelled', async () => {
		const { vendor, gates } = heldVendor([found]);
		const first = ask(vendor);
		await clock.advance(10);
		const cancelled = new AbortController();
		const second = ask(vendor, { signal: cancelled.signal });
		await clock.advance(200);
		cancelled.abort(new Error('cancelled'));
		expect((await second).outcome.reason?.code).toBe('question_under_way');
		gates[0]?.();
		await first;
	});
});

describe('a budget', () => {
	it('of a run is an outcome that says what to do, and nobody is asked', async () => {
		const vendor = scriptedVendor('first', [found]);
		expect((await ask(vendor, { budget: { perRun: 0.5 } })).outcome).toEqual({
			status: 'quota_exhausted',
			provider: 'first',
			reason: {
				code: 'budget_of_run',
				message:
					'The budget of 0.5 credits a run has 0.5 left, and this can cost 1. Nothing was sent to the vendor. Raise Credits per Run, or process the remaining items in another run.',
			},
			retry: { advised: false },
		});
		expect(vendor.asked).toEqual([]);
	});

	it('of a day says when it is new, and is shared by all runs of the account', async () => {
		const vendor = scriptedVendor('first', [found]);
		await ask(vendor);
		await clock.advance(1000);
		const other = { budget: { perDay: 1 }, runId: 'run-2', lifetime: ANEW };
		expect((await ask(vendor, other)).outcome).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'budget_of_day', message: expect.stringContaining('Credits per Day') },
			retry: { advised: true, afterMs: 15 * 3_600_000 - 1000 },
		});
		expect(vendor.asked).toHaveLength(1);
	});

	it.each([
		['day', { perDay: 1 }, '2026-11-26T00:00:00.000Z'],
		['month', { perMonth: 1 }, '2026-12-01T00:00:00.000Z'],
	])('of a caller for a %s says when it renews, and is nobody else’s', async (of, budget, at) => {
		const vendor = scriptedVendor('first', [found]);
		const dana = { caller: { caller: 'dana', ...budget }, lifetime: ANEW };
		await ask(vendor, dana);
		await clock.advance(1000);
		const { outcome } = await ask(vendor, { ...dana, runId: 'run-2' });
		expect(outcome).toMatchObject({
			status: 'quota_exhausted',
			reason: {
				code: `caller_budget_of_${of}`,
				message: expect.stringContaining(`It renews at ${at}.`),
			},
			retry: { advised: true, afterMs: Date.parse(at) - clock.now() },
		});
		const sam = { ...dana, caller: { caller: 'sam', ...budget }, runId: 'run-3' };
		expect((await ask(vendor, sam)).outcome.status).toBe('found');
	});

	it('that is used up refuses nothing that is remembered', async () => {
		const vendor = scriptedVendor('first', [found]);
		const budget = { perRun: 1 };
		await ask(vendor, { budget });
		expect((await ask(vendor, { budget })).outcome.status).toBe('found');
	});

	it('counts a failure that may have been charged, and no other', async () => {
		await ask(scriptedVendor('first', [failed(true)]));
		expect(await spent()).toBe(0);
		await ask(scriptedVendor('first', [failed(false)]));
		expect(await spent()).toBe(1);
	});
});

describe('what is pending', () => {
	it('is gone on with by whoever asks next, and not asked again', async () => {
		const vendor = scriptedVendor('first', [pending], { follows: [pending, found] });
		expect((await ask(vendor)).outcome).toMatchObject({ status: 'pending', handle: 'job-1' });
		expect((await ask(vendor)).outcome).toMatchObject({ status: 'found' });
		expect((await ask(vendor)).isRemembered).toBe(true);
		expect([vendor.asked.length, vendor.followed]).toEqual([1, ['job-1', 'job-1']]);
		expect(await spent()).toBe(1);
	});

	it('is kept while only the question after it fails, and asked anew when it is lost', async () => {
		const lost = failed(false);
		const vendor = scriptedVendor('first', [pending], {
			follows: [pending, { ...failed(true), handle: 'job-1' }, lost],
		});
		await ask(vendor);
		await ask(vendor);
		expect(vendor.asked).toHaveLength(1);
		expect((await ask(vendor)).outcome.status).toBe('upstream_error');
		await ask(vendor);
		expect(vendor.asked).toHaveLength(2);
	});

	it('and named by its handle is remembered as the answer when it came from this question', async () => {
		const vendor = scriptedVendor('first', [pending], { follows: [pending, found] });
		await ask(vendor);
		await ask(vendor, { handle: 'job-1' });
		expect(await ask(vendor, { handle: 'job-1' })).toMatchObject({ isRemembered: true });
		expect(vendor.followed).toEqual(['job-1', 'job-1']);
	});

	it('and named by a handle that nobody knows is nobody else’s answer', async () => {
		const other: Outcome['record'] = { title: 'of somebody else' };
		const vendor = scriptedVendor('first', [found], {
			follows: [{ status: 'found', record: other as never }],
		});
		expect((await ask(vendor, { handle: 'job-9' })).outcome.record).toEqual(other);
		expect((await ask(vendor)).outcome.record).toEqual({ title: 'CRO' });
		expect((await ask(vendor, { handle: 'job-9' })).outcome.record).toEqual(other);
	});
});
