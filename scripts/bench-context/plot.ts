/** One line of the plot. */
export interface Series {
	name: string;
	/** Facts, and milliseconds. */
	points: ReadonlyArray<{ x: number; y: number }>;
}

const SIZE = { width: 720, height: 420, left: 64, right: 190, top: 40, bottom: 56 };
const COLORS = ['#1f6feb', '#d1242f', '#1a7f37', '#8250df'];

/** Milliseconds by number of facts, both on logarithmic axes, as SVG. */
export function plotGrowth(title: string, series: readonly Series[]): string {
	const points = series.flatMap((each) => each.points);
	const x = axis(
		points.map((point) => point.x),
		[SIZE.left, SIZE.width - SIZE.right],
	);
	const y = axis(
		points.map((point) => point.y),
		[SIZE.height - SIZE.bottom, SIZE.top],
	);
	const lines = series.map((each, at) => line(each, { at, x: x.place, y: y.place }));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12">`,
		`<rect width="100%" height="100%" fill="#fff"/>`,
		`<text x="${SIZE.left}" y="22" font-size="15">${title}</text>`,
		...x.ticks.map((tick) => vertical(tick, x.place(tick))),
		...y.ticks.map((tick) => horizontal(tick, y.place(tick))),
		`<text x="${SIZE.left}" y="${SIZE.height - 14}">facts in the store</text>`,
		`<text x="8" y="${SIZE.top - 6}">ms</text>`,
		...lines,
		'</svg>',
		'',
	].join('\n');
}

/** Whole powers of ten around all values. */
function axis(values: readonly number[], [from, to]: readonly [number, number]) {
	const [low, high] = [
		Math.floor(Math.log10(Math.min(...values))),
		Math.ceil(Math.log10(Math.max(...values))),
	];
	const span = Math.max(1, high - low);
	const ticks = Array.from({ length: span + 1 }, (_, at) => 10 ** (low + at));
	const place = (value: number) => from + ((Math.log10(value) - low) / span) * (to - from);
	return { ticks, place };
}

function line(
	{ name, points }: Series,
	{ at, x, y }: { at: number; x: (value: number) => number; y: (value: number) => number },
): string {
	const color = COLORS[at % COLORS.length];
	const placed = points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`);
	const dots = placed.map((place) => {
		const [cx, cy] = place.split(',');
		return `<circle cx="${cx}" cy="${cy}" r="3" fill="${color}"/>`;
	});
	const legend = SIZE.top + 18 * at;
	return [
		`<polyline points="${placed.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`,
		...dots,
		`<rect x="${SIZE.width - SIZE.right + 16}" y="${legend}" width="12" height="12" fill="${color}"/>`,
		`<text x="${SIZE.width - SIZE.right + 34}" y="${legend + 10}">${name}</text>`,
	].join('\n');
}

function vertical(tick: number, x: number): string {
	return (
		`<line x1="${x}" y1="${SIZE.top}" x2="${x}" y2="${SIZE.height - SIZE.bottom}" stroke="#ddd"/>` +
		`<text x="${x}" y="${SIZE.height - SIZE.bottom + 16}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`
	);
}

function horizontal(tick: number, y: number): string {
	return (
		`<line x1="${SIZE.left}" y1="${y}" x2="${SIZE.width - SIZE.right}" y2="${y}" stroke="#ddd"/>` +
		`<text x="${SIZE.left - 6}" y="${y + 4}" text-anchor="end">${tick}</text>`
	);
}
