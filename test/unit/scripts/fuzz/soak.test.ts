import { problemsOfSoak, renderReport } from '../../../../scripts/fuzz/report';
import { Findings } from '../../../../scripts/fuzz/findings';
import { growth } from '../../../../scripts/fuzz/soak';
import type { SoakSample } from '../../../../scripts/fuzz/soak';

const samples = (heaps: number[]): SoakSample[] =>
	heaps.map((heap, index) => ({ calls: (index + 1) * 1000, heap, rss: 2 * heap }));

const soakOf = (heaps: number[], errors = 0) => ({
	title: 'Calls',
	result: { calls: heaps.length * 1000, errors, firstError: 'x', samples: samples(heaps) },
	allowedGrowth: 3,
});

describe('the growth of memory', () => {
	it('is what a thousand calls leave behind', () => {
		expect(growth(samples([100, 101, 102, 103]), 'heap')).toBeCloseTo(1);
		expect(growth(samples([100, 101, 102, 103]), 'rss')).toBeCloseTo(2);
	});

	it('is none where memory only goes up and down', () => {
		expect(growth(samples([100, 101, 100, 101, 100]), 'heap')).toBeCloseTo(0);
		expect(growth(samples([100]), 'heap')).toBe(0);
	});
});

describe('a soak', () => {
	it('that grows by no more than it may is in order', () => {
		expect(problemsOfSoak(soakOf([100, 101, 101, 102]))).toEqual([]);
	});

	it('that leaks, or gets wrong answers, is not', () => {
		expect(problemsOfSoak(soakOf([100, 101, 102, 103], 2))).toEqual([
			'Calls: 2 without a right answer, first x',
			'Calls: the heap grows by 4.00 MB, at most 3 MB are allowed',
		]);
	});

	it('is reported with its samples and its slope', () => {
		const text = renderReport(7, new Findings(), [soakOf([100, 101])], []);
		expect(text).toContain('| 2000 | 101 | 202 |');
		expect(text).toContain('Slope: heap 1000 kB, RSS 2000 kB in 1000 calls.');
		expect(text).toContain('Nothing is wrong.');
	});
});
