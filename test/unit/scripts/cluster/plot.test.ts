import { plotSpeed } from '../../../../scripts/cluster/plot';
import type { Speed } from '../../../../scripts/cluster/speed';

const speed = (what: Speed['what'], workers: number, atOnce: number): Speed => ({
	what,
	workers,
	atOnce,
	perSecond: 20 * workers,
	p50: 40,
	p95: 90 / workers,
	errors: 0,
});

describe('the plot of queue mode', () => {
	it('has calls a second and p95 of both servers by the number of workers, for most at once', () => {
		const measured = [1, 2, 3].flatMap((workers) =>
			(['tools/call', 'Webhook'] as const).flatMap((what) => [
				speed(what, workers, 1),
				speed(what, workers, 16),
			]),
		);
		const svg = plotSpeed(measured);
		expect(svg.match(/<polyline/g)).toHaveLength(4);
		expect(svg.match(/<circle/g)).toHaveLength(12);
		expect(svg).toContain('16 clients at once');
		expect(svg).toContain('3 workers');
		expect(svg).not.toMatch(/NaN|undefined|Infinity/);
	});
});
