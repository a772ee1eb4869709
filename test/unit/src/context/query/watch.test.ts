import type { Change } from '../../../../../src/context/query/changes';
import { isWatched, type Watch } from '../../../../../src/context/query/watch';

const change = (before: unknown, after: unknown, name = 'score'): Change => ({
	id: '1-0',
	kind: 'fact_changed',
	entityId: 'e',
	type: 'contact',
	at: '2026-11-30T00:00:00.000Z',
	name,
	before,
	after,
});

describe('watching', () => {
	const up: Watch = { for: 'threshold', attribute: 'score', threshold: 70, direction: 'up' };

	it.each([
		[69, 70, true],
		[undefined, 80, true],
		[70, 90, false],
		[90, 69, false],
		[10, undefined, false],
	])('tells that a threshold is crossed upward: from %p to %p, %p', (before, after, expected) => {
		expect(isWatched(up, change(before, after))).toBe(expected);
	});

	it('tells that a threshold is crossed downward, also of an amount', () => {
		const down: Watch = { ...up, direction: 'down' };
		const euros = (amount: number) => ({ amount, currency: 'EUR' });
		expect(isWatched(down, change(71, 70))).toBe(true);
		expect(isWatched(down, change(euros(90), euros(50)))).toBe(true);
		expect(isWatched(down, change(60, 50))).toBe(false);
		expect(isWatched(down, change(90, 50, 'other'))).toBe(false);
	});

	it.each([
		['is', 'customer', 'lead', 'Customer', true, false],
		['is', 'customer', 'customer', 'churned', false, true],
		['is_not', 'customer', 'customer', 'churned', true, false],
		['at_least', 50, 10, 60, true, false],
		['known', undefined, undefined, 'x', true, false],
		['unknown', undefined, undefined, 'x', false, true],
	] as const)(
		'tells who entered or left %s %p: from %p to %p',
		(comparison, value, before, after, entered, left) => {
			const filter = { attribute: 'score', comparison, ...(value !== undefined && { value }) };
			expect(
				isWatched({ for: 'filter', filter, direction: 'entered' }, change(before, after)),
			).toBe(entered);
			expect(isWatched({ for: 'filter', filter, direction: 'left' }, change(before, after))).toBe(
				left,
			);
		},
	);
});
