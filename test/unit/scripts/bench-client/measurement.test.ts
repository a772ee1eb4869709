import { median } from '../../../../scripts/bench-client/measurement';
import { renderSpeed } from '../../../../scripts/bench-client/speed-report';

describe('the figures of the benchmark', () => {
	it('take the one in the middle, or between the two in the middle', () => {
		expect(median([9, 1, 5])).toBe(5);
		expect(median([4, 1, 2, 9])).toBe(3);
	});

	it('tell calls a second, and requests for each call', () => {
		const situation = { server: 'modern', delayMs: 0, items: 100 } as const;
		const text = renderSpeed([
			{
				...situation,
				contender: 'ours',
				firstMs: 400,
				laterMs: 200,
				firstRequests: 102,
				laterRequests: 100,
			},
			{
				...situation,
				contender: 'builtin',
				firstMs: 400,
				laterMs: 400,
				firstRequests: 103,
				laterRequests: 103,
			},
		]);
		const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
		expect(rows.find((cells) => cells[1] === 'ours')).toEqual([
			...['', 'ours', '400', '200', '500', '2.00', '102', '100', '1.00', ''],
		]);
	});
});
