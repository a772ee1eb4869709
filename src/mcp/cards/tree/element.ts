/**
 * What cards and pages are made of: plain data, which a card turns into nodes of its document and the
 * server into HTML. Text is text in both: there is no way to say markup in it, whoever wrote it.
 */
export interface Element {
	tag: string;
	attributes: Readonly<Record<string, string>>;
	children: readonly Node[];
}

export type Node = Element | string;

/** What may stand between tags: nothing, too. */
export type Child = Node | number | false | null | undefined | readonly Child[];

/** Undefined and false leave an attribute out, true sets it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** One element. Names of tags and attributes are the author's, never data. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): Element {
	const set = Object.entries(attributes).flatMap(([name, value]) =>
		value === undefined || value === false ? [] : [[name, value === true ? '' : String(value)]],
	);
	return {
		tag,
		attributes: Object.fromEntries(set) as Record<string, string>,
		children: children.flatMap(nodesOf),
	};
}

function nodesOf(child: Child): Node[] {
	if (child === undefined || child === null || child === false) return [];
	if (typeof child === 'number') return [String(child)];
	if (typeof child === 'string') return child === '' ? [] : [child];
	if (isList(child)) return child.flatMap(nodesOf);
	return [child];
}

function isList(child: Element | readonly Child[]): child is readonly Child[] {
	return Array.isArray(child);
}

/** A link, if the address is one that a browser may open for a person; else its text alone. */
export function link(url: string, ...children: Child[]): Element {
	const opens = /^(https?:\/\/|mailto:)/i.test(url) && URL.canParse(url);
	if (!opens) return h('span', {}, ...children);
	return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/** What a person reads of it. */
export function textIn(node: Node): string {
	return typeof node === 'string' ? node : node.children.map(textIn).join(' ');
}
