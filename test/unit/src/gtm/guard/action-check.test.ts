import { BLOCK_CODES } from '../../../../../src/context/check-action/actions';
import { blockedOutcome, heldBack } from '../../../../../src/gtm/guard/action-check';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import { REASONS } from '../../../../../src/gtm/reasons/reasons';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const COOL_DOWN = {
	code: 'cool_down',
	message: 'Less than 24 hours ago the person was contacted',
	unblock: 'Wait',
	until: '2026-11-25T13:00:00.000Z',
};

describe('something that is held back', () => {
	it('by nothing has no outcome', () => {
		expect(blockedOutcome('apollo', [], NOW)).toBeUndefined();
	});

	it('by time alone says until when, and may be tried again then', () => {
		expect(blockedOutcome('apollo', [COOL_DOWN], NOW)).toEqual({
			status: 'skipped',
			provider: 'apollo',
			reason: {
				code: 'cool_down',
				message:
					'Less than 24 hours ago the person was contacted. Nothing was sent. To unblock: wait until 2026-11-25T13:00:00.000Z.',
			},
			retry: { advised: true, afterMs: 3_600_000 },
		});
	});

	it('by more than one reason names all of them, and waiting alone does not help', () => {
		const customer = { code: 'customer', message: 'The company is a customer', unblock: 'Ask' };
		const outcome = blockedOutcome('apollo', [customer, COOL_DOWN], NOW);
		expect(outcome).toMatchObject({
			reason: {
				code: 'customer',
				message:
					'The company is a customer. Nothing was sent. To unblock: ask. Also in the way: cool_down.',
			},
			retry: { advised: false },
		});
	});

	it('by the suppression list names the reason and not the person', async () => {
		const { suppressions } = createMemoryLedger(() => NOW);
		await suppressions.add([
			{ kind: 'email', value: 'a@b.co', reason: 'bounced', source: 'import' },
		]);
		const ask = async (record: object) =>
			await heldBack(
				checkByList(() => suppressions),
				{ actions: ['enroll'], provider: 'apollo', record },
				NOW,
			);
		expect(await ask({ phone: '+1 303 555 0152' })).toBeUndefined();
		expect(await ask({ email: 'a@b.co' })).toEqual({
			status: 'suppressed',
			provider: 'apollo',
			reason: {
				code: 'suppressed_email',
				message: 'This email is on the suppression list (bounced, says import). Nothing was sent',
			},
			retry: { advised: false },
		});
	});

	it.each(BLOCK_CODES.filter((code) => code !== 'suppressed'))('by %s is explained', (code) => {
		expect(REASONS).toHaveProperty(code);
	});
});
