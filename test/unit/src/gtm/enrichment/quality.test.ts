import {
	type QualityRules,
	checkAccount,
	checkContact,
} from '../../../../../src/gtm/enrichment/quality';
import { standardize } from '../../../../../src/gtm/enrichment/standardize';

const rules: QualityRules = {
	wanted: ['email', 'title', 'firstName', 'lastName'],
	required: ['email'],
	halfLifeDays: 180,
	now: Date.parse('2026-11-25T00:00:00Z'),
};

const dana = {
	email: 'dana@acme.com',
	title: 'CRO',
	firstName: 'Dana',
	lastName: 'Doe',
	accountDomain: 'acme.com',
	updatedAt: '2026-11-24T00:00:00.000Z',
};

const kinds = (report: { findings: Array<{ kind: string; field: string }> }) =>
	report.findings.map(({ kind, field }) => `${kind} ${field}`);

describe('the quality of a person', () => {
	it('is good when nothing is found', () => {
		expect(checkContact(dana, rules)).toMatchObject({
			completeness: 1,
			verdict: 'good',
			findings: [],
		});
	});

	it('is usable without what is wanted, and poor without what is required', () => {
		const { title: _, ...untitled } = dana;
		expect(checkContact(untitled, rules)).toMatchObject({ completeness: 0.75, verdict: 'usable' });
		const { email: __, ...unreachable } = dana;
		expect(checkContact(unreachable, rules).verdict).toBe('poor');
	});

	it('halves with the half-life, and is stale after two', () => {
		const old = { ...dana, updatedAt: '2026-05-29T00:00:00.000Z' };
		expect(checkContact(old, rules).freshness).toBeCloseTo(0.5, 2);
		expect(kinds(checkContact({ ...dana, updatedAt: '2025-10-01T00:00:00.000Z' }, rules))).toEqual([
			'stale updatedAt',
		]);
	});

	it('names what contradicts itself and what cannot be', () => {
		const odd = { ...dana, accountDomain: 'other.com', firstName: 'dana@acme.com' };
		expect(kinds(checkContact(odd, rules))).toEqual([
			'implausible firstName',
			'conflict accountDomain',
		]);
		expect(kinds(checkContact({ ...dana, emailStatus: 'undeliverable' }, rules))).toEqual([
			'implausible email',
		]);
	});
});

describe('the quality of a company', () => {
	const wanted = { ...rules, wanted: ['domain'], required: ['domain'] };

	it('names employees outside their range', () => {
		const acme = { domain: 'acme.com', employees: 900, employeeRange: '51-200' };
		expect(kinds(checkAccount(acme, wanted))).toEqual(['conflict employees']);
		expect(kinds(checkAccount({ ...acme, employeeRange: '501+' }, wanted))).toEqual([]);
	});

	it('refuses a domain that is a URL', () => {
		expect(kinds(checkAccount({ domain: 'https://www.acme.com' }, wanted))).toEqual([
			'implausible domain',
		]);
	});
});

describe('a record in one spelling', () => {
	it('has addresses, countries and titles read, and the rest as it was', () => {
		const { record, notes } = standardize({
			email: ' Dana@ACME.com',
			accountDomain: 'https://www.acme.com/about',
			country: 'Germany',
			title: 'VP of Sales',
			nickname: 'D',
		});
		expect(record).toMatchObject({
			email: 'dana@acme.com',
			accountDomain: 'acme.com',
			country: 'DE',
			department: 'sales',
			nickname: 'D',
		});
		expect(record.seniority).toBeDefined();
		expect(notes).toEqual([]);
	});

	it('keeps what cannot be read, and says so', () => {
		const { record, notes } = standardize({ phone: 'call me', country: 'Atlantis' });
		expect(record).toEqual({ phone: 'call me', country: 'Atlantis' });
		expect(notes).toHaveLength(2);
	});

	it('does not overrule a department that is known', () => {
		expect(standardize({ title: 'VP of Sales', department: 'growth' }).record.department).toBe(
			'growth',
		);
	});
});
