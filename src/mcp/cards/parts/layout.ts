import { h, type Child, type Element } from '../tree/element';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

/** A short word in a frame. */
export function badge(text: string, tone: Tone = 'plain'): Element {
	return h('span', { class: `badge ${tone}` }, text);
}

/** What has to be seen first. The mark says what the color says. */
export function notice(tone: Tone, title: string, ...children: Child[]): Element {
	const mark = { plain: 'i', good: '✓', warn: '!', bad: '✕' }[tone];
	return h(
		'div',
		{ class: `notice ${tone}`, role: tone === 'bad' ? 'alert' : 'note' },
		h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
		h('div', {}, h('strong', {}, title), ...children),
	);
}

/** A part with a heading; nothing if it has nothing to say. */
export function section(title: string, ...children: Child[]): Element | false {
	const inside = h('section', {}, h('h2', {}, title), ...children);
	return inside.children.length > 1 && inside;
}

/** The same, closed until somebody wants it. */
export function folded(title: string, ...children: Child[]): Element | false {
	const inside = h('details', {}, h('summary', {}, title), ...children);
	return inside.children.length > 1 && inside;
}

/** A whole card. */
export function card(title: Child, under: Child, ...children: Child[]): Element {
	return h(
		'article',
		{ class: 'card' },
		h('header', {}, h('h1', {}, title), under !== '' && h('p', { class: 'soft' }, under)),
		...children,
	);
}

/** Names with their values. */
export function pairs(rows: ReadonlyArray<readonly [string, Child]>): Element | false {
	const list = rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)));
	return list.length > 0 && h('dl', {}, list);
}

/** An action that the page around it listens for. */
export function button(
	label: string,
	act: string,
	options: { id?: string; tone?: 'main' | 'bad' } = {},
): Element {
	const { id, tone } = options;
	return h('button', { type: 'button', class: tone, 'data-act': act, 'data-id': id }, label);
}
