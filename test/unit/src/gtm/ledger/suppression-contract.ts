import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import type { SuppressionPlace } from '../../../../../src/gtm/ledger/suppression-key';
import type { SuppressionDraft } from '../../../../../src/gtm/ledger/suppression-list';

const NOON = Date.parse('2026-11-25T12:00:00Z');

/** What every suppression list does, whatever it is kept in. */
export function describeSuppressions(open: (now: () => number) => Ledger): void {
	describe('suppressions', () => {
		let clock: number;
		let ledger: Ledger;

		beforeEach(() => {
			clock = NOON;
			ledger = open(() => clock);
		});

		afterEach(async () => {
			await ledger.close();
		});

		const add = async (...drafts: SuppressionDraft[]) => await ledger.suppressions.add(drafts);
		const find = async (record: Record<string, unknown>, place?: SuppressionPlace) =>
			await ledger.suppressions.find(record, place);

		it('hold for an address, and by its domain', async () => {
			await add(
				{ kind: 'email', value: ' Dana@Acme.com ', reason: 'unsubscribed', source: 'hubspot' },
				{ kind: 'domain', value: 'https://www.rival.co.uk/', reason: 'competitor' },
			);
			expect(await find({ email: 'dana@acme.com' })).toEqual({
				kind: 'email',
				scope: 'everywhere',
				reason: 'unsubscribed',
				source: 'hubspot',
				at: NOON,
			});
			expect(await find({ email: 'mo@sales.rival.co.uk' })).toMatchObject({
				kind: 'domain',
				reason: 'competitor',
			});
			expect(await find({ domain: 'www.rival.co.uk' })).toMatchObject({ kind: 'domain' });
			expect(await find({ email: 'mo@acme.com' })).toBeUndefined();
			expect(await find({ email: 'nonsense', domain: 7, phone: null })).toBeUndefined();
		});

		it.each([
			[{ otherEmails: ['x@y.co', 'dana@acme.com'] }, 'email'],
			[{ email: 'dana@gmail.com', accountDomain: 'rival.co.uk' }, 'domain'],
			[{ otherEmails: ['mo@rival.co.uk'] }, 'domain'],
			[{ linkedinUrl: 'http://de.linkedin.com/in/Dana-Doe/?trk=x' }, 'linkedin'],
			[{ mobilePhone: '+1 (303) 555-0152' }, 'phone'],
			[{ phone: '+13035550152' }, 'phone'],
		])('hold for a person with %j', async (record, kind) => {
			await add(
				{ kind: 'email', value: 'dana@acme.com', reason: 'asked' },
				{ kind: 'domain', value: 'rival.co.uk', reason: 'competitor' },
				{ kind: 'linkedin', value: 'https://www.linkedin.com/in/dana-doe', reason: 'asked' },
				{ kind: 'phone', value: '+1 303 555 0152', reason: 'asked' },
			);
			expect(await find(record)).toMatchObject({ kind });
		});

		it('hold everywhere, in one kind of system, or at one vendor', async () => {
			const dana = { email: 'dana@acme.com' };
			const outreach = { provider: 'outreach', channel: 'sequencer' } as const;
			const apollo = { provider: 'apollo', channel: 'sequencer' } as const;
			const hubspot = { provider: 'hubspot', channel: 'crm' } as const;
			await add({ kind: 'email', value: 'dana@acme.com', reason: 'a', scope: 'outreach' });
			expect(await find(dana, outreach)).toMatchObject({ scope: 'outreach' });
			expect(await find(dana, apollo)).toBeUndefined();
			await add({ kind: 'email', value: 'dana@acme.com', reason: 'b', scope: 'sequencer' });
			expect(await find(dana, apollo)).toMatchObject({ scope: 'sequencer' });
			expect(await find(dana, hubspot)).toBeUndefined();
			expect(await find(dana)).toBeUndefined();
			await add({ kind: 'email', value: 'dana@acme.com', reason: 'c' });
			expect(await find(dana, hubspot)).toMatchObject({ scope: 'everywhere', reason: 'c' });
		});

		it('end when they said so, or when they are removed from where they hold', async () => {
			await add(
				{ kind: 'domain', value: 'acme.com', reason: 'customer', expiresAt: NOON + 1000 },
				{ kind: 'email', value: 'a@b.co', reason: 'bounced' },
			);
			clock += 1000;
			expect(await find({ domain: 'acme.com' })).toBeUndefined();
			const key = { kind: 'email', value: 'A@B.co' } as const;
			expect(await ledger.suppressions.remove([{ ...key, scope: 'crm' }])).toEqual([false]);
			expect(await find({ email: 'a@b.co' })).toBeDefined();
			expect(await ledger.suppressions.remove([key])).toEqual([true]);
			expect(await find({ email: 'a@b.co' })).toBeUndefined();
		});

		it('tell what became of each when they are added', async () => {
			const draft = { kind: 'email', value: 'a@b.co', reason: 'bounced' } as const;
			expect(await add(draft, { ...draft, value: 'c@d.co' })).toEqual(['created', 'created']);
			expect(await add({ ...draft, value: ' A@B.co' })).toEqual(['unchanged']);
			expect(await add({ ...draft, reason: 'asked' })).toEqual(['updated']);
			expect(await add({ ...draft, scope: 'crm' })).toEqual(['created']);
		});

		it('are listed with their values, newest first, those that ended not', async () => {
			await add({ kind: 'email', value: 'A@b.co', reason: 'bounced', source: 'import' });
			clock += 1;
			await add(
				{ kind: 'domain', value: 'www.acme.com', reason: 'customer', scope: 'crm' },
				{ kind: 'phone', value: '+1 303 555 0152', reason: 'asked', expiresAt: clock },
			);
			const acme = {
				kind: 'domain',
				value: 'acme.com',
				scope: 'crm',
				reason: 'customer',
				at: clock,
			};
			const one = {
				kind: 'email',
				value: 'a@b.co',
				scope: 'everywhere',
				reason: 'bounced',
				source: 'import',
				at: NOON,
			};
			const { suppressions } = ledger;
			expect(await suppressions.list({ limit: 9 })).toEqual([acme, one]);
			expect(await suppressions.list({ limit: 1 })).toEqual([acme]);
			expect(await suppressions.list({ limit: 9, kind: 'email' })).toEqual([one]);
			expect(await suppressions.list({ limit: 9, scope: 'crm' })).toEqual([acme]);
		});

		it('are added all or not at all', async () => {
			const bad = { kind: 'domain', value: 'nonsense', reason: 'x' } as const;
			await expect(add({ kind: 'email', value: 'a@b.co', reason: 'bounced' }, bad)).rejects.toThrow(
				'Entry 2 of the suppressions is not a valid domain',
			);
			expect(await find({ email: 'a@b.co' })).toBeUndefined();
		});
	});
}
