import { type Answer, type ScriptedVendor, scriptedVendor } from './scripted-vendor';
import { FakeClock } from '../fake-clock';
import type { Question } from '../../../../../src/gtm/enrichment/question';
import {
	type WaterfallSettings,
	estimateCost,
	runWaterfall,
} from '../../../../../src/gtm/enrichment/waterfall';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';

const DAY_MS = 86_400_000;
const dana: Question = {
	kind: 'person',
	query: { firstName: 'Dana', lastName: 'Doe', domain: 'acme.com' },
};

let clock: FakeClock;
let ledger: Ledger;

beforeEach(() => {
	clock = new FakeClock();
	ledger = createMemoryLedger(() => clock.now());
});

const found = (record: Answer['record'], cost?: number): Answer => ({
	status: 'found',
	record,
	...(cost !== undefined && { cost: { amount: cost, unit: 'credit' } }),
});

async function run(
	vendors: ScriptedVendor[],
	changes: Partial<WaterfallSettings> = {},
	question = dana,
) {
	return await runWaterfall(
		question,
		{
			steps: vendors.map(({ step }) => step),
			rules: [
				{ field: 'email', enough: 'deliverable' },
				{ field: 'title', enough: 'present' },
			],
			lifetime: { foundMs: 30 * DAY_MS, notFoundMs: 7 * DAY_MS },
			followMs: 60_000,
			runId: 'run-1',
			startedAt: clock.now(),
			...changes,
		},
		{ answers: ledger.answers, credits: ledger.credits, clock },
	);
}

const all = { email: 'dana@acme.com', emailStatus: 'deliverable' as const, title: 'CRO' };

describe('a waterfall', () => {
	it('stops at the first vendor that has everything, and asks no other', async () => {
		const first = scriptedVendor('first', [found(all)]);
		const second = scriptedVendor('second', [found(all)]);
		const result = await run([first, second]);
		expect(result.outcome).toMatchObject({ status: 'found', record: all });
		expect(result.spent).toEqual({ credit: 1 });
		expect(second.asked).toEqual([]);
	});

	it('asks the next one for what is missing only, and says where each value is from', async () => {
		const first = scriptedVendor('first', [found({ title: 'CRO' })]);
		const second = scriptedVendor('second', [found({ ...all, title: 'Intern' })]);
		const { outcome, sources } = await run([first, second]);
		expect(second.asked).toEqual([['email']]);
		expect(outcome.record).toMatchObject({ title: 'CRO', email: 'dana@acme.com' });
		expect(sources).toMatchObject({ title: { vendor: 'first' }, email: { vendor: 'second' } });
	});

	it('goes on for an email that may not take mail, and keeps the better one', async () => {
		const risky = { email: 'd@acme.com', emailStatus: 'risky_catch_all' as const, title: 'CRO' };
		const first = scriptedVendor('first', [found(risky)]);
		const second = scriptedVendor('second', [found(all)]);
		const { outcome, sources } = await run([first, second]);
		expect(outcome).toMatchObject({ status: 'found', record: { email: 'dana@acme.com' } });
		expect(sources.email?.vendor).toBe('second');
		const again = scriptedVendor('third', [
			found({ email: 'x@acme.com', emailStatus: 'undeliverable' }),
		]);
		const kept = await run([scriptedVendor('fourth', [found(risky)]), again]);
		expect(kept.outcome).toMatchObject({ status: 'partial', record: { email: 'd@acme.com' } });
	});

	it('does not ask a vendor that has none of what is missing', async () => {
		const phones = scriptedVendor('phones', [found({ phone: '+4930123' })], { offers: ['phone'] });
		const { steps, outcome } = await run([phones, scriptedVendor('second', [found(all)])]);
		expect(phones.asked).toEqual([]);
		expect(steps[0]).toMatchObject({ status: 'not_asked' });
		expect(outcome.status).toBe('found');
	});

	it('is refused, and no credits are, where no vendor has any of the wanted fields', async () => {
		const phones = scriptedVendor('phones', [found({ phone: '+4930123' })], { offers: ['phone'] });
		const { outcome } = await run([phones]);
		expect(outcome).toMatchObject({
			status: 'invalid',
			reason: {
				code: 'wanted_not_offered',
				message: expect.stringContaining('None of the chosen vendors has email, title'),
			},
		});
		expect(phones.asked).toEqual([]);
		const titles = scriptedVendor('titles', [found({ title: 'CRO' })], { offers: ['title'] });
		expect((await run([titles])).outcome).toMatchObject({
			status: 'partial',
			notes: ['None of the chosen vendors has email.'],
		});
	});

	it('survives a vendor that fails', async () => {
		const broken = scriptedVendor('broken', [
			{ status: 'upstream_error', reason: { code: 'http_500', message: 'Down' } },
		]);
		const { outcome, steps } = await run([broken, scriptedVendor('second', [found(all)])]);
		expect(outcome.status).toBe('found');
		expect(steps.map(({ status }) => status)).toEqual(['upstream_error', 'found']);
	});

	it.each([true, false])(
		'advises to run again only if that pays nothing twice: %s',
		async (advised) => {
			const failure: Answer = {
				status: 'upstream_error',
				reason: { code: 'http_500', message: 'Down' },
				retry: { advised },
			};
			const sure = scriptedVendor('sure', [{ ...failure, retry: { advised: true } }]);
			const { outcome } = await run([sure, scriptedVendor('second', [failure])]);
			expect(outcome).toMatchObject({ reason: { code: 'no_answer' }, retry: { advised } });
		},
	);

	it('refuses a question that nobody could answer, without asking', async () => {
		const vendor = scriptedVendor('first', [found(all)]);
		const { outcome } = await run([vendor], {}, { kind: 'person', query: { firstName: 'Dana' } });
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'question_incomplete' } });
		expect(vendor.asked).toEqual([]);
	});

	it('ends with what the law says, and keeps that in mind', async () => {
		const removed = scriptedVendor('first', [
			{ status: 'legal_block', reason: { code: 'removal', message: 'Claimed' } },
		]);
		expect((await run([removed])).outcome.status).toBe('legal_block');
		await run([removed]);
		expect(removed.asked).toHaveLength(1);
	});
});

describe('what is paid', () => {
	it('is paid once within the lifetime, also by another spelling of the question', async () => {
		const vendor = scriptedVendor('first', [found(all)]);
		await run([vendor]);
		const spelled: Question = {
			kind: 'person',
			query: { firstName: ' dana ', lastName: 'DOE', domain: 'https://www.acme.com/' },
		};
		const again = await run([vendor], { runId: 'run-2' }, spelled);
		expect(vendor.asked).toHaveLength(1);
		expect(again.spent).toEqual({});
		expect(again.sources.email).toMatchObject({ cached: true });
		await clock.advance(31 * DAY_MS);
		await run([vendor], { runId: 'run-3' });
		expect(vendor.asked).toHaveLength(2);
	});

	it('is paid again where more is asked of a vendor than it answered before, and not where less is', async () => {
		const email = { email: 'dana@acme.com', emailStatus: 'deliverable' as const };
		const first = scriptedVendor('first', [found(email)]);
		const second = scriptedVendor('second', [found({ title: 'CRO' }), found(all)]);
		expect((await run([first, second])).outcome.status).toBe('found');
		expect(second.asked).toEqual([['title']]);
		// Now nobody before it gives an email: that it was not asked for one is no answer.
		const alone = await run([second]);
		expect(second.asked).toEqual([['title'], ['email', 'title']]);
		expect(alone.outcome).toMatchObject({ status: 'found', record: all });
		const third = await run([second], { rules: [{ field: 'email', enough: 'present' }] });
		expect(second.asked).toHaveLength(2);
		expect(third.sources.email).toMatchObject({ cached: true });
	});

	it('is nothing for a miss, which is remembered for its own time', async () => {
		const vendor = scriptedVendor('first', []);
		const { spent, outcome } = await run([vendor]);
		expect([outcome.status, spent]).toEqual(['not_found', { credit: 0 }]);
		await run([vendor]);
		expect(vendor.asked).toHaveLength(1);
		await clock.advance(8 * DAY_MS);
		await run([vendor]);
		expect(vendor.asked).toHaveLength(2);
	});

	it('is the price also for a miss where the vendor charges for it', async () => {
		const price = { amount: 2, unit: 'credit', chargedOnMiss: true };
		expect((await run([scriptedVendor('first', [], { price })])).spent).toEqual({ credit: 2 });
	});

	it('is what the vendor says, not what it could have been', async () => {
		const price = { amount: 10, unit: 'credit', chargedOnMiss: false };
		const vendor = scriptedVendor('first', [found(all, 3)], { price });
		await run([vendor]);
		const account = { provider: 'first', account: 'account', unit: 'credit' };
		expect(await ledger.credits.spent(account, { runId: 'run-1' })).toBe(3);
	});

	it('never exceeds the budget of a run: the vendor is left out, and the next one asked', async () => {
		const budget = { perRun: 1 };
		const dear = scriptedVendor('dear', [found(all)], {
			budget,
			price: { amount: 2, unit: 'credit', chargedOnMiss: false },
		});
		const cheap = scriptedVendor('cheap', [found(all)], { budget });
		const { steps, outcome } = await run([dear, cheap]);
		expect(dear.asked).toEqual([]);
		expect(steps[0]?.reason).toMatch(/budget of 1 credits a run has 1 left, and this can cost 2/);
		expect(outcome.status).toBe('found');
		const other: Question = { kind: 'person', query: { email: 'mo@acme.com' } };
		expect((await run([cheap], {}, other)).outcome.status).toBe('quota_exhausted');
		expect((await run([cheap], { runId: 'run-2' }, other)).outcome.status).toBe('found');
	});

	it('is shown before, at most', () => {
		const { step } = scriptedVendor('first', [], {
			price: { amount: 10, unit: 'credit', chargedOnMiss: true },
		});
		expect(estimateCost({ steps: [step], rules: [] }, 'person')).toEqual([
			{ vendor: 'first', amount: 10, unit: 'credit', chargedOnMiss: true },
		]);
	});
});

describe('a vendor that answers later', () => {
	const pending: Answer = {
		status: 'pending',
		handle: 'job-1',
		reason: { code: 'working', message: 'Working' },
	};

	it('is followed at its pace until it has the answer', async () => {
		const vendor = scriptedVendor('slow', [pending], { follows: [pending, found(all, 1)] });
		const running = run([vendor]);
		await clock.advance(30_000);
		const { outcome, spent } = await running;
		expect(outcome.status).toBe('found');
		expect(vendor.followed).toEqual(['job-1', 'job-1']);
		expect(spent).toEqual({ credit: 1 });
	});

	it('is handed on as pending when the time is over, and followed by the next run, not asked', async () => {
		const vendor = scriptedVendor('slow', [pending], { follows: [found(all)] });
		const first = await run([vendor], { followMs: 0 });
		expect(first.outcome.status).toBe('pending');
		expect(first.steps[0]).toMatchObject({ handle: 'job-1' });
		const running = run([vendor], { runId: 'run-2' });
		await clock.advance(30_000);
		expect((await running).outcome.status).toBe('found');
		expect(vendor.asked).toHaveLength(1);
	});
});
