import { plotGrowth } from '../../../../scripts/bench-context/plot';
import { readBenchOptions } from '../../../../scripts/bench-context/options';
import { problemsOf, renderReport } from '../../../../scripts/bench-context/report';

const times = (p95: number) => ({ p50: 1, p95, p99: p95, cpu: 1 });
const size = (store: string, p95: number) => ({
	store,
	accounts: 10,
	people: 50,
	facts: 1_000,
	getContext: times(p95),
	upsert12: times(2),
});

describe('the report of the benchmark', () => {
	it('names what is slower than aimed at, in SQLite', () => {
		expect(problemsOf([size('SQLite', 4), size('PostgreSQL', 40)])).toEqual([]);
		expect(problemsOf([size('SQLite', 6)])).toEqual(['get context at 1,000 facts: p95 6 ms']);
		const overMcp = { getContext: times(12), upsert12: times(30) };
		expect(problemsOf([{ ...size('SQLite', 4), overMcp }])).toEqual([
			'get context over MCP at 1,000 facts: p95 12 ms',
		]);
	});

	it('names each question that was answered wrongly', () => {
		const questions = { asked: 2, right: 1, wrong: ['Who?'], calls: 2, fanOutCalls: 10 };
		const text = renderReport([], { contenders: [], questions });
		expect(text).toContain('1 of 2 questions were answered right, from 2 calls');
		expect(text).toContain('- answered wrongly: Who?');
	});
});

describe('the plot', () => {
	it('has a line for each series, and every point between the axes', () => {
		const points = [
			{ x: 1_000, y: 0.4 },
			{ x: 1_000_000, y: 3 },
		];
		const svg = plotGrowth('Growth', [
			{ name: 'a', points },
			{ name: 'b', points },
		]);
		expect(svg.match(/<polyline/g)).toHaveLength(2);
		const places = [...svg.matchAll(/c[xy]="([\d.]+)"/g)].map(([, place]) => Number(place));
		expect(places).toHaveLength(8);
		expect(places.every((place) => place >= 40 && place <= 530)).toBe(true);
	});
});

describe('the options of the benchmark', () => {
	it('measure 10,000 companies in SQLite unless told otherwise', () => {
		expect(readBenchOptions([])).toEqual({
			accounts: 10_000,
			people: 5,
			n8n: false,
			sqlite: true,
			peers: true,
		});
		expect(readBenchOptions(['--no-sqlite', '--postgres', 'postgres://x'])).toMatchObject({
			sqlite: false,
			postgres: 'postgres://x',
		});
	});

	it('are refused where they make no sense', () => {
		expect(() => readBenchOptions(['--accounts', 'many'])).toThrow('give a number from 100');
		expect(() => readBenchOptions(['--accounts', '1500'])).toThrow('give whole thousands');
		expect(() => readBenchOptions(['--people', '0'])).toThrow('give a number from 1');
		expect(() => readBenchOptions(['--fast'])).toThrow('lists the options');
	});
});
