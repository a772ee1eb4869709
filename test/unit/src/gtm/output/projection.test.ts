import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { projectOutcome } from '../../../../../src/gtm/output/projection';

const CONTACT = {
	email: 'dana@acme.com',
	phone: '+491701234567',
	custom: { lead_score: 3, owner: { name: 'Mo', email: 'mo@acme.com' } },
};
const OUTCOME: Outcome = {
	status: 'found',
	provider: 'hubspot',
	record: CONTACT,
	raw: { id: 7 },
	cost: { amount: 1, unit: 'credit' },
};

describe('what leaves', () => {
	it('is the canonical record if it shall be simple', () => {
		expect(projectOutcome(OUTCOME, { mode: 'simplified' })).toEqual({
			status: 'found',
			provider: 'hubspot',
			record: { email: 'dana@acme.com', phone: '+491701234567' },
			cost: { amount: 1, unit: 'credit' },
		});
	});

	it('is short for a waterfall: what was found, is missing and was spent, not what each vendor said', () => {
		const found = { email: 'dana@acme.com', missing: ['title'], spent: { apollo: 1 } };
		const details = { sources: { email: { vendor: 'apollo' } }, steps: [{ vendor: 'apollo' }] };
		const told: Outcome = {
			status: 'partial',
			provider: 'waterfall',
			record: { ...found, ...details },
		};
		expect(projectOutcome(told, { mode: 'simplified' }).record).toEqual(found);
		expect(projectOutcome(told, { mode: 'raw' }).record).toEqual({ ...found, ...details });
	});

	it('keeps the steps of a sequence', () => {
		const told: Outcome = {
			status: 'found',
			provider: 'outreach',
			record: { steps: [{ id: '1' }] },
		};
		expect(projectOutcome(told, { mode: 'simplified' })).toEqual(told);
	});

	it('is everything if it shall be raw', () => {
		expect(projectOutcome(OUTCOME, { mode: 'raw' })).toBe(OUTCOME);
	});

	it("is the fields that were selected, the vendor's own by their own names", () => {
		const fields = ['email', 'lead_score', 'owner.name'];
		const { record, raw } = projectOutcome(OUTCOME, { mode: 'selected', fields });
		expect(record).toEqual({
			email: 'dana@acme.com',
			custom: { lead_score: 3, owner: { name: 'Mo' } },
		});
		expect(raw).toBeUndefined();
	});

	it("is none of a record's fields if none was selected", () => {
		expect(projectOutcome(OUTCOME, { mode: 'selected', fields: [] }).record).toEqual({});
	});

	it('is the same for each record of a list', () => {
		const list = { ...OUTCOME, record: [CONTACT, CONTACT] };
		expect(projectOutcome(list, { mode: 'selected', fields: ['email'] }).record).toEqual([
			{ email: 'dana@acme.com' },
			{ email: 'dana@acme.com' },
		]);
		expect(projectOutcome(list, { mode: 'simplified' }).record).toHaveLength(2);
	});

	it('is an outcome without a record as it is', () => {
		const missing: Outcome = {
			status: 'not_found',
			provider: 'hubspot',
			reason: { code: 'x', message: 'x' },
		};
		expect(projectOutcome(missing, { mode: 'selected', fields: ['email'] })).toEqual(missing);
	});
});
