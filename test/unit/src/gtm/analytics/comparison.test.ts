import { comparisonChart } from '../../../../../src/gtm/analytics/chart';
import { compareMetrics } from '../../../../../src/gtm/analytics/comparison';
import { wholeDaysOf } from '../../../../../src/gtm/analytics/whole-days';
import { checkWindow, lastDays, windowBefore } from '../../../../../src/gtm/analytics/windows';
import type { Metric } from '../../../../../src/gtm/model/metric';

const metric = (value: number, more: Partial<Metric> = {}): Metric => ({
	name: 'signups',
	unit: 'count',
	value,
	source: 'test',
	...more,
});

describe('metrics beside those in the previous window', () => {
	it('show the change, and the ratio of it', () => {
		expect(compareMetrics([metric(15)], [metric(10)])).toEqual([
			{ name: 'signups', unit: 'count', value: 15, previous: 10, change: 5, changeRatio: 0.5 },
		]);
	});

	it('have no ratio where there was nothing before', () => {
		const [compared] = compareMetrics([metric(15)], [metric(0)]);
		expect(compared).toMatchObject({ previous: 0, change: 15 });
		expect(compared).not.toHaveProperty('changeRatio');
		expect(compareMetrics([metric(15)], [])[0]).not.toHaveProperty('previous');
	});

	it('are told apart by what they are broken down by, and one that vanished is zero', () => {
		const de = { dimensions: { country: 'DE' } };
		const fr = { dimensions: { country: 'FR' } };
		const compared = compareMetrics([metric(3, de)], [metric(1, fr), metric(2, de)]);
		expect(
			compared.map(({ dimensions, value, previous }) => [dimensions, value, previous]),
		).toEqual([
			[{ country: 'DE' }, 3, 2],
			[{ country: 'FR' }, 0, 1],
		]);
	});
});

describe('the chart', () => {
	it('is well-formed whatever names say', () => {
		const name = '<script>"&\'';
		const chart = comparisonChart(name, compareMetrics([metric(1, { name })], []));
		expect(chart).not.toContain('<script>');
		expect(chart).toContain('&lt;script&gt;&quot;&amp;');
		expect(chart.startsWith('<svg') && chart.endsWith('</svg>')).toBe(true);
	});

	it('draws the larger value longer', () => {
		const chart = comparisonChart('t', compareMetrics([metric(10)], [metric(5)]));
		const [now = 0, before = 0] = [...chart.matchAll(/rect x="220"[^>]* width="(\d+)"/g)].map(
			(match) => Number(match[1]),
		);
		expect(now).toBe(2 * before);
		expect(before).toBeGreaterThan(0);
	});
});

describe('windows', () => {
	const noon = Date.parse('2026-11-25T12:00:00Z');

	it('of last days are full days in UTC, without today', () => {
		expect(lastDays(7, noon)).toEqual({
			from: '2026-11-18T00:00:00.000Z',
			to: '2026-11-25T00:00:00.000Z',
		});
	});

	it('of last days are those of a calendar, also where a day has 25 hours', () => {
		const window = lastDays(7, Date.parse('2026-11-04T12:00:00Z'), 'America/New_York');
		expect(window).toEqual({
			from: '2026-10-28T04:00:00.000Z',
			to: '2026-11-04T05:00:00.000Z',
			timeZone: 'America/New_York',
		});
		expect(windowBefore(window)).toMatchObject({ from: '2026-10-21T04:00:00.000Z' });
		expect(wholeDaysOf(window)).toEqual({ first: '2026-10-28', last: '2026-11-03', count: 7 });
		expect(wholeDaysOf({ from: window.from, to: window.to })).toBeUndefined();
	});

	it('before end where the window begins, and are as long', () => {
		expect(windowBefore(lastDays(7, noon))).toEqual({
			from: '2026-11-11T00:00:00.000Z',
			to: '2026-11-18T00:00:00.000Z',
		});
	});

	it.each([
		['', '2026-11-01', 'From is not a date'],
		['2026-11-01', 'soon', 'To is not a date'],
		['2026-11-02', '2026-11-02', 'From must be before To'],
	])('from "%s" to "%s" are refused: %s', (from, to, message) => {
		expect(() => checkWindow({ from, to })).toThrow(message);
	});
});
