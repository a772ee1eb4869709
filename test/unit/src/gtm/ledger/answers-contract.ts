import type { AskingLease, Question } from '../../../../../src/gtm/ledger/answer-ledger';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { LEASE_MS } from '../../../../../src/gtm/ledger/once-ledger';
import type { Outcome } from '../../../../../src/gtm/model/outcome';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-25T12:00:00Z');

/** What every memory of paid answers does, whatever it is kept in. */
export function describeAnswers(open: (now: () => number) => Ledger): void {
	let clock: number;
	let ledger: Ledger;

	beforeEach(() => {
		clock = NOON;
		ledger = open(() => clock);
	});

	afterEach(async () => {
		await ledger.close();
	});

	const question: Question = {
		provider: 'apollo',
		account: 'a-1',
		operation: 'person.enrich',
		identity: { email: 'dana@acme.com' },
		fields: ['title', 'phone'],
	};
	const found: Outcome = {
		status: 'found',
		provider: 'apollo',
		record: { title: 'CTO' },
		requestId: 'r-1',
		cost: { amount: 1, unit: 'credit', remaining: 7 },
		raw: { person: {} },
	};
	const missing: Outcome = {
		status: 'not_found',
		provider: 'apollo',
		reason: { code: 'no_match', message: 'Nobody' },
	};

	const begin = async (more: Partial<Question> = {}, since = 0) =>
		await ledger.answers.begin({ ...question, ...more }, () => since);

	async function held(more: Partial<Question> = {}): Promise<AskingLease> {
		const begun = await begin(more);
		if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
		return begun.lease;
	}

	async function answer(outcome: Outcome, more: Partial<Question> = {}, ms = 30 * DAY_MS) {
		const lease = await held(more);
		await lease.keep(outcome, ms);
		await lease.end();
	}

	/** What a question finds, without asking for it. */
	async function find(more: Partial<Question> = {}, since = 0) {
		const begun = await begin(more, since);
		if ('lease' in begun) await begun.lease.end();
		return 'answer' in begun ? begun : undefined;
	}

	describe('answers', () => {
		it("are remembered without the vendor's own words, and with what they cost", async () => {
			await answer(found);
			clock += 1000;
			expect(await begin()).toEqual({
				state: 'remembered',
				at: NOON,
				answer: {
					status: 'found',
					record: { title: 'CTO' },
					cost: { amount: 1, unit: 'credit' },
					fields: ['phone', 'title'],
				},
			});
		});

		it('are for the same question, however its fields are ordered, and for no other', async () => {
			await answer(found);
			expect(await find({ fields: ['phone', 'title', 'phone'] })).toBeDefined();
			for (const other of [
				{ identity: { email: 'mo@acme.com' } },
				{ account: 'a-2' },
				{ provider: 'hunter' },
				{ operation: 'company.enrich' },
				{ terms: { limit: 5 } },
			]) {
				expect(await find(other)).toBeUndefined();
			}
		});

		it('that are smaller do not answer a larger question, and larger ones a smaller', async () => {
			await answer(found, { fields: ['title'] });
			expect(await find({ fields: ['email', 'title'] })).toBeUndefined();
			const { fields: _, ...all } = question;
			expect((await ledger.answers.begin(all, () => 0)).state).toBe('unasked');
			clock += LEASE_MS + 1;
			await answer({ ...found, record: { title: 'CTO', email: 'd@acme.com', phone: '' } });
			expect(await find({ fields: ['email', 'title'] })).toMatchObject({ at: clock });
			expect(await find({ fields: ['email', 'phone'] })).toBeUndefined();
		});

		it('that nobody is known say so of the fields that were asked for only', async () => {
			await answer(missing, { fields: ['email'] });
			expect(await find({ fields: ['email'] })).toBeDefined();
			expect(await find({ fields: ['title'] })).toBeUndefined();
		});

		it('that a person may not be asked about hold whatever is asked for', async () => {
			await answer({ ...missing, status: 'legal_block' }, { fields: ['email'] });
			expect(await find({ fields: ['title'] })).toMatchObject({
				answer: { status: 'legal_block' },
			});
		});

		it("have the vendor's own answer if it was wanted, and count without it for who does not", async () => {
			await answer(found);
			expect(await find({ raw: true })).toBeUndefined();
			await answer(found, { raw: true });
			expect(await find({ raw: true })).toMatchObject({ answer: { raw: { person: {} } } });
			expect(await find()).toBeDefined();
		});

		it('are remembered for their time, and are good from the time that the question names', async () => {
			await answer(missing, {}, 7 * DAY_MS);
			clock += 7 * DAY_MS - 1;
			expect(await find({}, NOON)).toMatchObject({ answer: { status: 'not_found' } });
			expect(await find({}, NOON + 1)).toBeUndefined();
			clock += 1;
			expect(await find({}, NOON)).toBeUndefined();
		});

		it('replace older ones', async () => {
			await answer(missing);
			const lease = await ledger.answers.begin(question, () => Infinity);
			if ('lease' in lease) await lease.lease.keep(found, DAY_MS);
			expect((await find())?.answer.status).toBe('found');
		});

		it('about a person are forgotten on request, and others are not', async () => {
			await answer(found);
			await answer(found, { provider: 'hunter' });
			await answer(found, { identity: { email: 'mo@acme.com' } });
			const dana = [{ kind: 'email', value: 'dana@acme.com' }];
			expect(await ledger.answers.forget(dana)).toBe(2);
			expect(await find()).toBeUndefined();
			expect(await find({ provider: 'hunter' })).toBeUndefined();
			expect(await find({ identity: { email: 'mo@acme.com' } })).toBeDefined();
			expect(await ledger.answers.forget(dana)).toBe(0);
		});

		it.each([
			['a list in which the person is', { record: { people: [{ email: 'Dana@acme.com' }] } }],
			["the vendor's own words", { raw: { profile: 'https://linkedin.com/in/dana' } }],
			['a record with the number', { record: { mobilePhone: '+1 303 555 0152' } }],
		])('are forgotten if the person is in %s', async (_, outcome) => {
			const asked = { identity: { domain: 'acme.com' }, raw: true } as const;
			await answer({ ...found, ...outcome }, asked);
			const told = [
				{ kind: 'email', value: 'dana@acme.com' },
				{ kind: 'linkedin', value: 'in/dana' },
				{ kind: 'phone', value: '+13035550152' },
				{ kind: 'hubspot:contact', value: '51' },
			];
			expect(await ledger.answers.forget(told)).toBe(1);
			expect(await find(asked)).toBeUndefined();
		});

		it('about others stay: of similar addresses, and about the people of a company', async () => {
			const people: Array<Question['identity']> = [
				{ email: 'ana@acme.com' },
				{ linkedinUrl: 'https://www.linkedin.com/in/dana-doe' },
				{ fullName: 'Mo Doe', domain: 'acme.com' },
			];
			for (const identity of people) {
				const { domain: accountDomain = 'acme.com', ...person } = identity;
				const record = { ...person, accountDomain };
				await answer({ ...found, record }, { identity });
			}
			const others = [
				{ kind: 'email', value: 'a@acme.com' },
				{ kind: 'email', value: 'ana@acme.co' },
				{ kind: 'linkedin', value: 'in/dana' },
				{ kind: 'domain', value: 'acme.com' },
			];
			expect(await ledger.answers.forget(others)).toBe(0);
			await answer(found, { operation: 'company.enrich', identity: { domain: 'acme.com' } });
			expect(await ledger.answers.forget(others)).toBe(1);
		});
	});

	describe('a question', () => {
		it('is asked by one at a time, whatever fields are wanted, and by others about others', async () => {
			const lease = await held();
			clock += 1000;
			expect(await begin()).toEqual({ state: 'busy', since: NOON });
			expect(await begin({ fields: ['email'] })).toEqual({ state: 'busy', since: NOON });
			for (const other of [{ account: 'a-2' }, { identity: { email: 'mo@acme.com' } }]) {
				expect((await begin(other)).state).toBe('unasked');
			}
			await lease.end();
			expect((await begin()).state).toBe('unasked');
		});

		it('that is remembered is answered also while another one asks it anew', async () => {
			await answer(found);
			expect((await ledger.answers.begin(question, () => Infinity)).state).toBe('unasked');
			expect((await begin()).state).toBe('remembered');
		});

		it('of a process that died is free when its time is over, and not before', async () => {
			const lease = await held();
			clock += LEASE_MS - 1;
			expect(await lease.renew()).toBe(true);
			clock += LEASE_MS - 1;
			expect((await begin()).state).toBe('busy');
			clock += 1;
			expect((await begin()).state).toBe('unasked');
			expect(await lease.renew()).toBe(false);
			await lease.end();
			expect((await begin()).state).toBe('busy');
		});

		it('whose lease was lost is remembered all the same: it was paid for', async () => {
			const lease = await held();
			clock += LEASE_MS;
			await held();
			await lease.keep(found, DAY_MS);
			expect((await begin()).state).toBe('remembered');
		});

		it('that is pending is followed by one at a time, until it is let go', async () => {
			const pending = { ...missing, status: 'pending' as const, handle: 'job-1' };
			await answer(pending);
			const begun = await begin();
			expect(begun).toMatchObject({ state: 'pending', at: NOON, answer: { handle: 'job-1' } });
			expect((await begin()).state).toBe('busy');
			if (!('lease' in begun)) throw new Error('nothing is held');
			await begun.lease.letGo('job-1');
			await begun.lease.end();
			expect((await begin()).state).toBe('unasked');
		});
	});
}
