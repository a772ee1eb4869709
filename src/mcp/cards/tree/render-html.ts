import { escapeHtml } from '../../../base/html';
import type { Node } from './element';

const WITHOUT_END: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);

/** The HTML of a tree. */
export function renderHtml(node: Node): string {
	if (typeof node === 'string') return escapeHtml(node);
	const { tag, attributes, children } = node;
	const written = Object.entries(attributes).map(
		([name, value]) => ` ${name}="${escapeHtml(value)}"`,
	);
	const begin = `<${tag}${written.join('')}>`;
	return WITHOUT_END.has(tag) ? begin : `${begin}${children.map(renderHtml).join('')}</${tag}>`;
}
