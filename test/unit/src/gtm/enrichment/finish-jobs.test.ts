import { FakeClock } from '../fake-clock';
import { type Answer, scriptedVendor } from './scripted-vendor';
import { finishJobs } from '../../../../../src/gtm/enrichment/finish-jobs';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';

const ACCOUNT = { provider: 'first', account: 'account' };
const LIFETIME = { foundMs: 86_400_000, notFoundMs: 86_400_000 };

const pending: Answer = { status: 'pending', handle: 'job' };
const found: Answer = { status: 'found', record: { title: 'CRO' } };
const down: Answer = { status: 'upstream_error', retry: { advised: true } };
const canceled: Answer = { status: 'upstream_error', retry: { advised: false } };
const refused: Answer = { status: 'forbidden' };

/** A vendor that was left to work on some jobs a while ago. */
async function stage(count: number, follows: readonly Answer[]) {
	const clock = new FakeClock();
	const ledger = createMemoryLedger(() => clock.now());
	const { step, followed } = scriptedVendor('first', [], { follows });
	const questionOf = (index: number) => ({
		...ACCOUNT,
		operation: 'person.enrich',
		identity: { email: `p${index}@acme.com` },
	});
	for (let index = 0; index < count; index += 1) {
		const begun = await ledger.answers.begin(questionOf(index), () => 0);
		if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
		await begun.lease.keep({ status: 'pending', provider: 'first', handle: `job-${index}` }, 1e9);
		await begun.lease.end();
	}
	await clock.advance(10_000);
	const { vendor, client } = step;
	const look = async (signal?: AbortSignal) =>
		await finishJobs(ACCOUNT, {
			vendor,
			client,
			clock,
			ledger,
			lifetime: LIFETIME,
			...(signal && { signal }),
		});
	const finished = async () =>
		(await ledger.jobs.finishedAfter(ACCOUNT, 0, 1_000)).map(({ handle, answer }) => [
			handle,
			answer.status,
		]);
	const begin = async (index: number) => await ledger.answers.begin(questionOf(index), () => 0);
	return { clock, ledger, followed, look, finished, begin };
}

it('asks for each open job once, and not again within the time that the vendor advises', async () => {
	const { look, followed, finished, clock } = await stage(3, [pending, found, pending]);
	expect(await look()).toEqual({ asked: 3, failures: [], stopped: false, more: false });
	expect(await finished()).toEqual([['job-1', 'found']]);
	expect(await look()).toMatchObject({ asked: 0 });
	await clock.advance(10_000);
	await look();
	expect(followed).toEqual(['job-0', 'job-1', 'job-2', 'job-0', 'job-2']);
});

it('asks for a hundred at a time, and the rest at the next look', async () => {
	const { look, followed } = await stage(130, [pending]);
	expect(await look()).toMatchObject({ asked: 100, more: true });
	expect(await look()).toMatchObject({ asked: 30, more: false });
	expect(new Set(followed).size).toBe(130);
});

it('leaves a job open whose question failed, and goes on with the others', async () => {
	const { look, finished, ledger } = await stage(4, [down, found, down, found]);
	const looked = await look();
	expect(looked).toMatchObject({ asked: 4, stopped: false });
	expect(looked.failures).toHaveLength(2);
	expect((await finished()).map(([handle]) => handle)).toEqual(['job-1', 'job-3']);
	expect(await ledger.jobs.countOpen(ACCOUNT)).toBe(2);
});

it('tells once what the vendor has not finished in three days, and does not ask for it again', async () => {
	const { look, finished, begin, clock, followed } = await stage(1, [pending]);
	await clock.advance(3 * 86_400_000 - 10_000);
	await look();
	expect(await finished()).toEqual([]);
	await clock.advance(10_000);
	await look();
	expect(await finished()).toEqual([['job-0', 'upstream_error']]);
	await clock.advance(10_000);
	expect(await look()).toMatchObject({ asked: 0 });
	expect(followed).toHaveLength(2);
	// Nobody pays for it again.
	expect(await begin(0)).toMatchObject({ state: 'pending', answer: { handle: 'job-0' } });
});

it.each([
	['that fails three times in a row', down, 3],
	['that refuses the key', refused, 1],
])('leaves a vendor alone %s', async (_what, answer, asked) => {
	const { look, ledger } = await stage(9, [answer]);
	expect(await look()).toMatchObject({ asked, stopped: true });
	expect(await ledger.jobs.countOpen(ACCOUNT)).toBe(9);
});

it('stops when it is called off', async () => {
	const { look, followed } = await stage(2, [found]);
	expect(await look(AbortSignal.abort())).toMatchObject({ asked: 0, stopped: true, more: true });
	expect(followed).toEqual([]);
});

it('keeps what ended as the answer to its question, and lets go what has none', async () => {
	const { look, finished, begin } = await stage(2, [found, canceled]);
	await look();
	expect(await finished()).toEqual([
		['job-0', 'found'],
		['job-1', 'upstream_error'],
	]);
	expect(await begin(0)).toMatchObject({ state: 'remembered', answer: { record: found.record } });
	expect(await begin(1)).toMatchObject({ state: 'unasked' });
});

it('leaves the answer to whoever follows the same just now, and is told by them or by the book', async () => {
	const { look, finished, begin } = await stage(1, [found]);
	const held = await begin(0);
	if (!('lease' in held)) throw new Error(`it is ${held.state}`);
	await look();
	expect(await finished()).toEqual([['job-0', 'found']]);
	await held.lease.keep({ status: 'pending', provider: 'first', handle: 'job-0' }, 1e9);
	expect(await finished()).toEqual([['job-0', 'found']]);
});
