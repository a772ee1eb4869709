import { combineRounds, percentile } from '../../../../scripts/bench-server/statistics';
import type { Round } from '../../../../scripts/bench-server/statistics';

const round = (latency: number, changes: Partial<Round> = {}): Round => ({
	latencies: Array.from({ length: 10 }, () => latency),
	errors: 0,
	duration: 1000,
	cpuTime: 10 * latency,
	...changes,
});

describe('a percentile', () => {
	it('is the value below which that share lies', () => {
		const values = Array.from({ length: 100 }, (_, index) => index + 1);
		expect(percentile(values, 0.5)).toBe(51);
		expect(percentile(values, 0.95)).toBe(96);
		expect(percentile(values, 1)).toBe(100);
		expect(percentile([7], 0.5)).toBe(7);
	});

	it('of nothing is no number', () => {
		expect(percentile([], 0.5)).toBeNaN();
	});
});

describe('rounds', () => {
	it('are told by the median, so that one slow round does not count', () => {
		const summary = combineRounds([round(1), round(50, { duration: 9000 }), round(2)]);
		expect(summary).toMatchObject({ requests: 30, p50: 2, rate: 10, cpu: 2 });
	});

	it('keep every wrong answer, and show the first', () => {
		const wrong = round(1, { errors: 2, firstError: '500: x' });
		expect(
			combineRounds([round(1), wrong, round(1, { errors: 1, firstError: 'late' })]),
		).toMatchObject({ errors: 3, firstError: '500: x' });
		expect(combineRounds([round(1)])).not.toHaveProperty('firstError');
	});
});
