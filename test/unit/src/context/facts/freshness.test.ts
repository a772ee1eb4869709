import { daysAgo, NOW } from './observed';
import { ageInDays, freshnessOf } from '../../../../../src/context/facts/freshness';
import { gapsOf } from '../../../../../src/context/facts/gaps';

describe('freshness', () => {
	it.each([
		[0, 'fresh'],
		[89, 'fresh'],
		[90, 'aging'],
		[179, 'aging'],
		[180, 'stale'],
		[359, 'stale'],
		[360, 'expired'],
	] as const)('of a value with 180 days of half-life after %i days is %s', (days, label) => {
		expect(freshnessOf(daysAgo(days), 180, NOW)).toBe(label);
	});

	it('stays where a value does not age', () => {
		expect(freshnessOf(daysAgo(9_000), null, NOW)).toBe('fresh');
	});

	it('takes a time from a clock that is ahead for now', () => {
		expect(ageInDays(daysAgo(-1), NOW)).toBe(0);
	});
});

describe('gaps', () => {
	it('are what the intent wants and nobody knows, the most wanted first', () => {
		const known = {
			contact: new Set(['title', 'lastName', 'emailStatus']),
			account: new Set(['name']),
		};
		expect(
			gapsOf('meeting_prep', known).map(({ entity, attribute }) => `${entity}.${attribute}`),
		).toEqual([
			'contact.linkedinUrl',
			'contact.seniority',
			'account.industry',
			'account.employees',
			'account.description',
			'account.fundingStage',
			'account.technologies',
		]);
	});

	it('are filled by what tells as much', () => {
		const known = { contact: new Set(['lastName', 'title', 'email', 'emailStatus']) };
		const account = new Set(['name', 'industry', 'employeeRange', 'country']);
		expect(gapsOf('general', { ...known, account })).toEqual([]);
	});
});
