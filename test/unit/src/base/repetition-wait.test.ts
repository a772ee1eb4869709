import { backoffMs } from '../../../../src/base/backoff';
import { retryAfterMs } from '../../../../src/base/retry-after';

describe('Retry-After', () => {
	const now = Date.parse('2026-11-25T09:00:00Z');
	const of = (value: string, date?: string) =>
		retryAfterMs((name) => ({ 'retry-after': value, date })[name], now);

	it.each([
		['0', 0],
		['7', 7_000],
		[' 120 ', 120_000],
		['1.5', 1_500],
		['Wed, 25 Nov 2026 09:00:30 GMT', 30_000],
		['2026-11-25T09:01:00Z', 60_000],
		['Wed, 25 Nov 2026 08:00:00 GMT', 0],
	])('%p is %i ms', (value, expected) => {
		expect(of(value)).toBe(expected);
	});

	it.each(['', 'soon', '-5', '1e3', '5s', 'NaN'])('%p says nothing', (value) => {
		expect(of(value)).toBeUndefined();
	});

	it('as a date is measured by the clock of who sent it', () => {
		const wait = of('Wed, 25 Nov 2026 10:00:30 GMT', 'Wed, 25 Nov 2026 10:00:00 GMT');
		expect(wait).toBe(30_000);
	});

	it('is at most a year', () => {
		expect(of('9'.repeat(30))).toBe(365 * 86_400_000);
	});

	it('may be absent', () => {
		expect(retryAfterMs(() => null, now)).toBeUndefined();
	});
});

describe('the pause before a repetition', () => {
	const settings = { baseMs: 500, capMs: 4_000 };

	it('is anything up to a bound that doubles until the cap', () => {
		const longest = [1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(settings, attempt, 0.999));
		expect(longest).toEqual([499, 999, 1_998, 3_996, 3_996, 3_996]);
		expect(backoffMs(settings, 5, 0)).toBe(0);
	});

	it('is never shorter than the other side asks for', () => {
		expect(backoffMs(settings, 1, 0, 9_000)).toBe(9_000);
		expect(backoffMs(settings, 1, 0.5, 9_000)).toBe(9_250);
	});
});
