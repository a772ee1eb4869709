import { byHour, byOffer } from '../../../../../src/mcp/dashboard/call-statistics';

const NOW = Date.parse('2026-11-30T08:30:00Z');

const call = (time: string, outcome = 'ok', durationMs = 10, name = 'get_record') => ({
	time,
	principal: 'apiKey:Claude',
	kind: 'tool',
	name,
	outcome,
	durationMs,
	bytes: 1,
});

it('counts the calls of each of the last 24 hours, and those that failed', () => {
	const hours = byHour(
		[
			call('2026-11-29T08:59:59Z'),
			call('2026-11-29T09:00:00Z'),
			call('2026-11-30T08:00:00Z', 'toolError', 40),
			call('2026-11-30T08:29:00Z', 'cancelled', 20),
		],
		NOW,
	);
	expect(hours).toHaveLength(24);
	expect(hours[0]).toEqual({ at: '2026-11-29T09:00:00.000Z', calls: 1, errors: 0, p95: 10 });
	expect(hours.at(-1)).toEqual({ at: '2026-11-30T08:00:00.000Z', calls: 2, errors: 1, p95: 40 });
	expect(hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(3);
});

it('tells tools apart, the most called first', () => {
	const at = '2026-11-30T08:00:00Z';
	const calls = [call(at, 'ok', 5, 'rare'), ...[1, 2, 3, 100].map((ms) => call(at, 'ok', ms))];
	expect(byOffer([...calls, call(at, 'refused', 0)])).toEqual([
		{ name: 'tool get_record', calls: 5, errors: 1, p50: 2, p95: 100 },
		{ name: 'tool rare', calls: 1, errors: 0, p50: 5, p95: 5 },
	]);
	expect(byOffer([])).toEqual([]);
});
