import type { Node as TreeNode } from '../tree/element';

const SVG = 'http://www.w3.org/2000/svg';

/** The nodes of a tree in the document. Text becomes text. */
export function toDom(node: TreeNode, isDrawing = false): Node {
	if (typeof node === 'string') return document.createTextNode(node);
	const drawn = isDrawing || node.tag === 'svg';
	const element = drawn
		? document.createElementNS(SVG, node.tag)
		: document.createElement(node.tag);
	for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
	element.append(...node.children.map((child) => toDom(child, drawn)));
	return element;
}
