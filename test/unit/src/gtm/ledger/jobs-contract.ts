import type { AskingLease, Question } from '../../../../../src/gtm/ledger/answer-ledger';
import { JOB_KEPT_MS } from '../../../../../src/gtm/ledger/job-book';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import type { Outcome } from '../../../../../src/gtm/model/outcome';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-25T12:00:00Z');

/** What every book of pending jobs does, whatever it is kept in. */
export function describeJobs(open: (now: () => number) => Ledger): void {
	let clock: number;
	let ledger: Ledger;

	beforeEach(() => {
		clock = NOON;
		ledger = open(() => clock);
	});

	afterEach(async () => {
		await ledger.close();
	});

	const account = { provider: 'fullenrich', account: 'a-1' };
	const question: Question = {
		...account,
		principal: 'p-1',
		operation: 'person.enrich',
		identity: { email: 'dana@acme.com' },
		fields: ['phone'],
		raw: true,
	};
	const about = (email: string): Question => ({ ...question, identity: { email } });
	const pending = (handle: string): Outcome => ({
		status: 'pending',
		provider: 'fullenrich',
		handle,
		reason: { code: 'in_progress', message: 'Later' },
	});
	const found: Outcome = { status: 'found', provider: 'fullenrich', record: { phone: '+1' } };

	async function held(of: Question, since = 0): Promise<AskingLease> {
		const begun = await ledger.answers.begin(of, () => since);
		if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
		return begun.lease;
	}

	async function keep(of: Question, outcome: Outcome, since = 0) {
		const lease = await held(of, since);
		await lease.keep(outcome, 30 * DAY_MS);
		await lease.end();
	}

	const due = async (limit = 10) => await ledger.jobs.due(account, clock, limit);

	async function finish(handle: string, answer = found) {
		const job = (await due()).find((one) => one.handle === handle);
		return job !== undefined && (await ledger.jobs.finish(account, job, answer));
	}

	const told = async (after = 0, limit = 10) =>
		(await ledger.jobs.finishedAfter(account, after, limit)).map(({ handle }) => handle);

	describe('jobs', () => {
		it('are noted with what is pending, by account, with all that it takes to follow them', async () => {
			await keep(question, pending('job-1'));
			expect(await due()).toEqual([
				{
					key: expect.any(String),
					handle: 'job-1',
					askedAt: NOON,
					question: {
						operation: 'person.enrich',
						identity: { email: 'dana@acme.com' },
						fields: ['phone'],
						raw: true,
					},
				},
			]);
			expect(await ledger.jobs.countOpen(account)).toBe(1);
			const other = { ...account, account: 'a-2' };
			expect(await ledger.jobs.due(other, clock, 10)).toEqual([]);
			expect(await ledger.jobs.countOpen(other)).toBe(0);
		});

		it('are closed by an answer to the same question, and when they are let go', async () => {
			await keep(question, pending('job-1'));
			await keep(question, { ...found, handle: 'job-1' });
			await keep(about('joe@acme.com'), pending('job-2'));
			const lease = await held(about('joe@acme.com'));
			await lease.letGo('job-2');
			await lease.end();
			expect(await due()).toEqual([]);
			expect(await told()).toEqual([]);
		});

		it('are told in the order in which they finished, after a place, and no two at one', async () => {
			for (const handle of ['job-1', 'job-2', 'job-3']) {
				await keep(about(`${handle}@acme.com`), pending(handle));
			}
			for (const handle of ['job-2', 'job-3', 'job-1']) expect(await finish(handle)).toBe(true);
			const all = await ledger.jobs.finishedAfter(account, 0, 10);
			expect(all.map(({ handle, answer }) => [handle, answer])).toEqual([
				['job-2', found],
				['job-3', found],
				['job-1', found],
			]);
			expect(await told(all[0]?.finishedAt)).toEqual(['job-3', 'job-1']);
			expect(await told(0, 2)).toEqual(['job-2', 'job-3']);
			expect(await told(all[2]?.finishedAt)).toEqual([]);
			expect(await due()).toEqual([]);
		});

		it('finish later than those before, although a clock went back', async () => {
			await keep(about('a@acme.com'), pending('job-1'));
			await keep(about('b@acme.com'), pending('job-2'));
			clock += 1000;
			await finish('job-1');
			clock = NOON;
			await finish('job-2');
			expect(await told(NOON + 1000)).toEqual(['job-2']);
		});

		it('finish once, and stay told although their answer is kept after that', async () => {
			await keep(question, pending('job-1'));
			const [job] = await due();
			if (!job) throw new Error('nothing is due');
			expect(await ledger.jobs.finish(account, job, found)).toBe(true);
			expect(await ledger.jobs.finish(account, job, { ...found, record: {} })).toBe(false);
			await keep(question, { ...found, handle: 'job-1' });
			expect(await ledger.jobs.finishedAfter(account, 0, 10)).toMatchObject([{ answer: found }]);
		});

		it('that are still followed as pending do not open again, but those that are begun anew do', async () => {
			await keep(question, pending('job-1'));
			await finish('job-1');
			await keep(question, pending('job-1'));
			expect(await told()).toEqual(['job-1']);
			clock += 1;
			await keep(question, pending('job-1'), clock);
			expect(await told()).toEqual([]);
			expect(await due()).toMatchObject([{ handle: 'job-1', askedAt: clock }]);
		});

		it('are due by when somebody last looked, those first that were left longest', async () => {
			await keep(about('a@acme.com'), pending('job-1'));
			clock += 1;
			await keep(about('b@acme.com'), pending('job-2'));
			clock += 1;
			const [first] = await due();
			if (!first) throw new Error('nothing is due');
			await ledger.jobs.looked(first);
			const handles = (await due()).map(({ handle }) => handle);
			expect(handles).toEqual(['job-2', 'job-1']);
			expect(await ledger.jobs.due(account, clock - 1, 10)).toMatchObject([{ handle: 'job-2' }]);
			expect(await due(1)).toHaveLength(1);
		});

		it('are forgotten with whoever they are about, open or finished', async () => {
			await keep(about('dana@acme.com'), pending('job-1'));
			await keep(about('joe@acme.com'), pending('job-2'));
			await keep(about('zoe@acme.com'), pending('job-3'));
			await finish('job-2', { ...found, record: { email: 'joe@home.net' } });
			const email = (value: string) => ({ kind: 'email', value });
			expect(await ledger.jobs.forget([email('dana@acme.com'), email('joe@home.net')])).toBe(2);
			expect(await due()).toMatchObject([{ handle: 'job-3' }]);
			expect(await told()).toEqual([]);
		});

		it('are kept for thirty days', async () => {
			await keep(about('a@acme.com'), pending('job-1'));
			await keep(about('b@acme.com'), pending('job-2'));
			await finish('job-2');
			clock += JOB_KEPT_MS;
			expect(await due()).toEqual([]);
			expect(await told()).toEqual([]);
			expect(await ledger.jobs.countOpen(account)).toBe(0);
		});
	});
}
