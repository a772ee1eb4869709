import { ageText, dayText, labelOf, valueText } from '../../../../../src/mcp/cards/parts/wording';

it.each([
	['annualRevenue', 'Annual revenue'],
	['email_status', 'Email status'],
	['linkedinUrl', 'LinkedIn URL'],
	['', ''],
])('the attribute %s is called %s', (name, label) => {
	expect(labelOf(name)).toBe(label);
});

it.each([
	[undefined, '–'],
	[true, 'Yes'],
	[1234567.891, '1,234,567.89'],
	['2026-11-30T09:00:00.000Z', 'Nov 30, 2026'],
	['2026', '2026'],
	[{ amount: 24000, currency: 'EUR' }, '24,000 EUR'],
	[['a', 'b'], 'a, b'],
	[Array.from({ length: 15 }, (_, at) => at), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, and 3 more'],
	[{ city: 'Berlin', zip: 10115 }, 'City: Berlin, Zip: 10,115'],
	['x'.repeat(500), `${'x'.repeat(399)}…`],
])('the value %j reads %s', (value, text) => {
	expect(valueText(value)).toBe(text);
});

it.each([
	[0.4, 'today'],
	[1, '1 day ago'],
	[41, '41 days ago'],
	[210, '7 months ago'],
	[900, '2 years ago'],
	['x', ''],
])('an age of %s days reads "%s"', (days, text) => {
	expect(ageText(days)).toBe(text);
});

it('what is no time stays as it is', () => {
	expect(dayText('soon')).toBe('soon');
});
