import type { EnrollmentIdentity } from '../../../../../src/gtm/ledger/enrollment-ledger';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { LEASE_MS } from '../../../../../src/gtm/ledger/once-ledger';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const DAY_MS = 86_400_000;

/** What every memory of what was done once does, whatever it is kept in. */
export function describeOnce(open: (now: () => number) => Ledger): void {
	let clock: number;
	let ledger: Ledger;

	beforeEach(() => {
		clock = NOON;
		ledger = open(() => clock);
	});

	afterEach(async () => {
		await ledger.close();
	});

	describe('enrollments', () => {
		const identity = {
			provider: 'instantly',
			account: 'a-1',
			sequenceId: 's-1',
			email: 'dana@acme.com',
		};
		const begin = async (more: Partial<EnrollmentIdentity> = {}) =>
			await ledger.enrollments.begin({ ...identity, ...more });

		async function held(more: Partial<EnrollmentIdentity> = {}) {
			const begun = await begin(more);
			if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
			return begun.lease;
		}

		it('are begun once, and are busy for everyone else, but not for another account', async () => {
			expect((await begin()).state).toBe('new');
			clock += 1000;
			expect(await begin()).toEqual({ state: 'busy', since: NOON });
			for (const other of [{ campaign: '2026-Q4' }, { account: 'a-2' }, { sequenceId: 's-2' }]) {
				expect((await begin(other)).state).toBe('new');
			}
		});

		it('that were done stay done', async () => {
			const lease = await held();
			expect(await lease.finish({ status: 'created', enrollmentId: 'e-1' })).toBe(true);
			expect(await lease.leaveInDoubt()).toBe(false);
			clock += 1000 * DAY_MS;
			expect(await begin()).toEqual({
				state: 'done',
				at: NOON,
				record: { status: 'created', enrollmentId: 'e-1' },
			});
		});

		it('whose process died are in doubt when its time is over, for one other only', async () => {
			await held();
			clock += LEASE_MS;
			expect(await begin()).toMatchObject({ state: 'doubtful', since: NOON });
			expect((await begin()).state).toBe('busy');
		});

		it('that take longer than a lease are held as long as it is renewed', async () => {
			const lease = await held();
			for (let minute = 0; minute < 60; minute += 1) {
				clock += LEASE_MS / 2;
				expect(await lease.renew()).toBe(true);
			}
			expect(await begin()).toEqual({ state: 'busy', since: NOON });
		});

		it('that another one took over are not ended by who lost them', async () => {
			const first = await held();
			clock += LEASE_MS;
			const second = await held();
			expect(await first.renew()).toBe(false);
			expect(await first.finish({ status: 'created', enrollmentId: 'e-1' })).toBe(false);
			expect(await first.forget()).toBe(false);
			expect(await first.leaveInDoubt()).toBe(false);
			expect((await begin()).state).toBe('busy');
			expect(await second.finish({ status: 'created', enrollmentId: 'e-2' })).toBe(true);
			expect(await begin()).toMatchObject({ record: { enrollmentId: 'e-2' } });
		});

		it('that were left in doubt need no waiting', async () => {
			await (await held()).leaveInDoubt();
			expect(await begin()).toMatchObject({ state: 'doubtful', since: NOON });
		});

		it('that surely were not done are new again', async () => {
			await (await held()).forget();
			expect((await begin()).state).toBe('new');
		});

		it('that are done are done anew by one only', async () => {
			await (await held()).finish({ status: 'created' });
			const before = { at: NOON, record: { status: 'created' as const } };
			clock += 1000;
			const lease = await ledger.enrollments.beginAnew(identity, before);
			expect(await ledger.enrollments.beginAnew(identity, before)).toBeUndefined();
			expect((await begin()).state).toBe('busy');
			await lease?.finish({ status: 'created', enrollmentId: 'e-2' });
			expect(await ledger.enrollments.beginAnew(identity, before)).toBeUndefined();
			expect(await begin()).toMatchObject({ state: 'done', at: clock });
		});
	});

	describe('people in sequences', () => {
		const person = { provider: 'x', account: 'a-1', sequenceId: 's', email: 'dana@acme.com' };

		it('are remembered by account, with what was done last', async () => {
			expect(await ledger.people.get(person)).toBeUndefined();
			await ledger.people.put(person, { contactId: 'c-1' });
			await ledger.people.put(person, { contactId: 'c-1', stoppedAt: NOON });
			expect(await ledger.people.get(person)).toEqual({ contactId: 'c-1', stoppedAt: NOON });
			expect(await ledger.people.get({ ...person, account: 'a-2' })).toBeUndefined();
		});
	});

	describe('writes', () => {
		const identity = { provider: 'hubspot', account: 'a-1', kind: 'deal', key: 'order-1' };

		it('are done once for each vendor, account, kind and key, and remember what was made', async () => {
			const begun = await ledger.writes.begin(identity);
			if (begun.state !== 'new') throw new Error(`it is ${begun.state}`);
			await begun.lease.finish({ status: 'created', id: '77' });
			expect(await ledger.writes.begin(identity)).toEqual({
				state: 'done',
				at: NOON,
				record: { status: 'created', id: '77' },
			});
			for (const other of [
				{ provider: 'attio' },
				{ account: 'a-2' },
				{ kind: 'note' },
				{ key: 'order-2' },
			]) {
				expect((await ledger.writes.begin({ ...identity, ...other })).state).toBe('new');
			}
		});
	});
}
