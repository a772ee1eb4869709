import { h, type Element } from '../tree/element';
import { dayText, numberText, shortened } from './wording';

export interface Bar {
	label: string;
	value: number;
	/** As people read it; the number itself if left out. */
	text?: string;
	/** What it was before, drawn below it. */
	previous?: number;
}

const WIDTH = 640;
const LABEL_WIDTH = 190;
const VALUE_WIDTH = 90;
const LONGEST_LABEL = 26;
const ROW = 34;
/** Of one chart. */
const MOST_BARS = 30;

/**
 * Horizontal bars, the value of now above that of before.
 *
 * @param scale `each` where values of different units stand together: then each has its own
 */
export function bars(
	name: string,
	all: readonly Bar[],
	scale: 'one' | 'each' = 'one',
): Element | false {
	const shown = all.slice(0, MOST_BARS);
	if (shown.length === 0) return false;
	const widest = Math.max(...shown.map(reach));
	const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
	const rows = shown.map((bar, at) => {
		const most = scale === 'each' ? reach(bar) : widest;
		const length = (value: number) => (most > 0 ? Math.round((Math.abs(value) / most) * room) : 0);
		const y = at * ROW;
		return [
			h('text', { x: 0, y: y + 18 }, shortened(bar.label, LONGEST_LABEL)),
			h('rect', {
				class: 'one',
				x: LABEL_WIDTH,
				y: y + 5,
				rx: 2,
				height: 12,
				width: length(bar.value),
			}),
			bar.previous !== undefined &&
				h('rect', {
					class: 'two',
					x: LABEL_WIDTH,
					y: y + 19,
					rx: 2,
					height: 8,
					width: length(bar.previous),
				}),
			h('text', { x: WIDTH - VALUE_WIDTH + 8, y: y + 18 }, bar.text ?? numberText(bar.value)),
		];
	});
	return drawing(name, shown.length * ROW + 4, rows.flat());
}

function reach({ value, previous = 0 }: Bar): number {
	return Math.max(Math.abs(value), Math.abs(previous));
}

export interface Point {
	/** ISO time. */
	at: string;
	value: number;
}

const HEIGHT = 150;
const GROUND = 126;
const LEFT = 4;

/** Values over time, from zero. */
export function line(name: string, points: readonly Point[]): Element | false {
	if (points.length < 2) return false;
	const values = points.map(({ value }) => value);
	const top = Math.max(...values, 0);
	const bottom = Math.min(...values, 0);
	const span = top - bottom || 1;
	const x = (at: number) => LEFT + (at / (points.length - 1)) * (WIDTH - 2 * LEFT);
	const y = (value: number) => 18 + (1 - (value - bottom) / span) * (GROUND - 18);
	const corners = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
	return drawing(name, HEIGHT, [
		h('line', { class: 'axis', x1: LEFT, x2: WIDTH - LEFT, y1: y(0), y2: y(0) }),
		h('polyline', { class: 'line', points: corners.join(' ') }),
		h('text', { class: 'soft', x: LEFT, y: 12 }, `at most ${numberText(Math.max(...values))}`),
		h('text', { class: 'soft', x: LEFT, y: HEIGHT - 6 }, dayText(points[0]?.at)),
		h(
			'text',
			{ class: 'soft', x: WIDTH - LEFT, y: HEIGHT - 6, 'text-anchor': 'end' },
			dayText(points.at(-1)?.at),
		),
	]);
}

function drawing(name: string, height: number, inside: ReadonlyArray<Element | false>): Element {
	return h('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': name }, inside);
}
