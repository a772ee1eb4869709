import type { Speed } from './speed.ts';

/** Of one panel, within the picture. */
const PANEL = { width: 300, height: 220, top: 64, gap: 76, left: 56 };
const SIZE = { width: 2 * PANEL.left + 2 * PANEL.width + PANEL.gap, height: 360 };
const COLORS: Record<Speed['what'], string> = { 'tools/call': '#1f6feb', Webhook: '#d1242f' };
const NAMES: Record<Speed['what'], string> = {
	'tools/call': 'tools/call of GTM MCP Server Trigger',
	Webhook: "n8n's Webhook with the same flow",
};
const STEPS = 4;

/** Calls a second, and the time that 95 of 100 stay below, by the number of workers, as SVG. */
export function plotSpeed(measured: readonly Speed[]): string {
	const most = Math.max(...measured.map(({ atOnce }) => atOnce));
	const shown = measured.filter(({ atOnce }) => atOnce === most);
	const names = Object.keys(NAMES) as Array<Speed['what']>;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12">`,
		'<rect width="100%" height="100%" fill="#fff"/>',
		`<text x="${PANEL.left}" y="24" font-size="15">n8n in queue mode, ${most} clients at once</text>`,
		...panel(0, 'calls a second', shown, ({ perSecond }) => perSecond),
		...panel(1, 'p95, ms', shown, ({ p95 }) => p95),
		...names.map(
			(what, index) =>
				`<rect x="${PANEL.left + index * 270}" y="${SIZE.height - 24}" width="12" height="12" fill="${COLORS[what]}"/>` +
				`<text x="${PANEL.left + index * 270 + 18}" y="${SIZE.height - 14}">${NAMES[what]}</text>`,
		),
		'</svg>',
		'',
	].join('\n');
}

function panel(
	at: number,
	title: string,
	measured: readonly Speed[],
	valueOf: (speed: Speed) => number,
): string[] {
	const left = PANEL.left + at * (PANEL.width + PANEL.gap);
	const bottom = PANEL.top + PANEL.height;
	const workers = [...new Set(measured.map((each) => each.workers))];
	const top = roundUp(Math.max(...measured.map(valueOf)));
	const x = (count: number) =>
		left + (workers.indexOf(count) + 0.5) * (PANEL.width / workers.length);
	const y = (value: number) => bottom - (value / top) * PANEL.height;
	const ticks = Array.from({ length: STEPS + 1 }, (_, step) => (top * step) / STEPS);
	return [
		`<text x="${left}" y="${PANEL.top - 14}" font-size="13">${title}</text>`,
		...ticks.map(
			(tick) =>
				`<line x1="${left}" y1="${y(tick)}" x2="${left + PANEL.width}" y2="${y(tick)}" stroke="#ddd"/>` +
				`<text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
		),
		...workers.map(
			(count) =>
				`<text x="${x(count)}" y="${bottom + 18}" text-anchor="middle">${count} ${count === 1 ? 'worker' : 'workers'}</text>`,
		),
		...(Object.keys(COLORS) as Array<Speed['what']>).map((what) => {
			const points = measured
				.filter((each) => each.what === what)
				.map((each) => [x(each.workers).toFixed(1), y(valueOf(each)).toFixed(1)] as const);
			const dots = points.map(
				([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${COLORS[what]}"/>`,
			);
			const line = points.map((point) => point.join(',')).join(' ');
			return `<polyline points="${line}" fill="none" stroke="${COLORS[what]}" stroke-width="2"/>${dots.join('')}`;
		}),
	];
}

/** To a number whose quarters are easy to read. */
function roundUp(value: number): number {
	const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	const steps = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10];
	return (steps.find((step) => step * unit >= value) ?? 10) * unit;
}
