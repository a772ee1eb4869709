import { h, type Element } from '../tree/element';
import { shortened } from './wording';

/** One thing that is linked with what a picture is of. */
export interface Around {
	name: string;
	/** What it is, or how it is linked. */
	relation: string;
	/** Opens it. */
	address?: string;
}

const WIDTH = 640;
const ROW = 46;
const TOP = 24;
const CENTER_X = 120;
const NODE_X = 300;
const LONGEST_CENTER = 20;
const LONGEST_NAME = 34;
/** Of one picture; the rest is said to be there. */
const MOST_AROUND = 12;

/** A small picture of a graph: one in the middle, and what is linked with it. */
export function network(center: string, all: readonly Around[]): Element | false {
	if (all.length === 0) return false;
	const shown = all.slice(0, MOST_AROUND);
	const more = all.length - shown.length;
	const height = shown.length * ROW + (more > 0 ? 30 : 8);
	const middle = (shown.length * ROW) / 2;
	const edges = shown.map((_, at) =>
		h('line', { class: 'edge', x1: CENTER_X, y1: middle, x2: NODE_X, y2: TOP + at * ROW }),
	);
	const nodes = shown.map((each, at) => nodeOf(each, TOP + at * ROW));
	return h(
		'svg',
		{
			viewBox: `0 0 ${WIDTH} ${height}`,
			role: 'img',
			'aria-label': `What is linked with ${center}`,
		},
		edges,
		h('circle', { class: 'one', cx: CENTER_X, cy: middle, r: 12 }),
		h(
			'text',
			{ x: CENTER_X, y: middle + 30, 'text-anchor': 'middle' },
			shortened(center, LONGEST_CENTER),
		),
		nodes,
		more > 0 && h('text', { class: 'soft', x: NODE_X + 16, y: height - 8 }, `and ${more} more`),
	);
}

function nodeOf({ name, relation, address }: Around, y: number): Element {
	const text = h('text', { x: NODE_X + 16, y: y - 1 }, shortened(name, LONGEST_NAME));
	return h(
		'g',
		{},
		h('circle', { class: 'two', cx: NODE_X, cy: y, r: 7 }),
		address === undefined ? text : h('a', { href: address }, text),
		h('text', { class: 'soft', x: NODE_X + 16, y: y + 15 }, shortened(relation, LONGEST_NAME)),
	);
}
