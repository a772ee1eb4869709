import type { ContenderName } from '../../../../scripts/bench-server/contenders';
import type { Measurement } from '../../../../scripts/bench-server/measurement';
import { expectations, renderReport } from '../../../../scripts/bench-server/report';

const measured = (
	contender: ContenderName,
	method: Measurement['method'],
	figures: Partial<Measurement>,
): Measurement[] =>
	[1, 16].map((concurrency) => ({
		contender,
		method,
		concurrency,
		requests: 100,
		errors: 0,
		p50: 1,
		p95: 2,
		rate: 1000,
		cpu: 1,
		...figures,
	}));

const all = (port: Partial<Measurement>) => [
	...measured('bare', 'tools/list', { cpu: 0.1 }),
	...measured('port', 'tools/list', { rate: 4000, cpu: 0.15, ...port }),
	...measured('builtin', 'tools/list', { rate: 40 }),
	...measured('port', 'tools/call', { cpu: 50 }),
	...measured('plain', 'tools/call', { cpu: 50 }),
];

const outcomes = (measurements: Measurement[]) =>
	expectations(measurements).map(({ outcome }) => outcome);

describe('the goals', () => {
	it('are met at their very limits, at every concurrency', () => {
		expect(outcomes(all({}))).toEqual(Array.from({ length: 6 }, () => 'met'));
	});

	it('are missed beyond', () => {
		expect(outcomes(all({ rate: 3999, cpu: 0.151 })).slice(0, 3)).toEqual([
			'missed',
			'missed',
			'met',
		]);
		expect(expectations(all({ cpu: 0.2 }))[1]?.text).toMatch(/\(1 at once\): 2\.00$/);
	});

	it('are not called met where a figure is missing', () => {
		const withoutBare = all({}).filter(({ contender }) => contender !== 'bare');
		expect(outcomes(withoutBare)).toContain('not measured');
		expect(outcomes([])).toEqual(Array.from({ length: 6 }, () => 'not measured'));
	});
});

describe('the report', () => {
	it('compares each server with the bare one and the plain Webhook of the same table', () => {
		const lines = renderReport(all({ errors: 3 })).split('\n');
		const rowOf = (server: string) =>
			(lines.find((line) => line.startsWith(`| ${server}`)) ?? '')
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim());
		expect(rowOf('ours, own port')).toEqual([
			...['ours, own port', '1.00', '2.00', '4000', '0.150'],
			...['4.00', '1.50', '–', '–', '3'],
		]);
		expect(rowOf('plain Webhook').slice(5)).toEqual(['–', '–', '1.00', '1.00', '0']);
	});

	it('has columns of equal width', () => {
		const tables = renderReport(all({})).split('###').slice(1, 3);
		for (const table of tables) {
			const rows = table.split('\n').filter((line) => line.startsWith('|'));
			expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
		}
	});
});
