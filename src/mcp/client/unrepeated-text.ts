import { isDeepStrictEqual } from 'node:util';

import type { CallToolResult } from '../../third-party/mcp-client';
import { isJsonObject } from '../protocol/json-rpc';

/**
 * The texts of a result that its structured content does not say as well. The specification asks for
 * the same in both, and many servers keep to that; others put a document into one and its number into
 * the other, and then both are wanted.
 */
export function unrepeatedTexts({ content, structuredContent }: CallToolResult): string[] {
	const texts = content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
	if (structuredContent === undefined) return texts;
	const values = texts.map(valueOf);
	const said = statements(structuredContent);
	if (said.some((value) => isDeepStrictEqual(value, values))) return [];
	return texts.filter(
		(text, index) =>
			text.trim() !== '' &&
			!said.some((value) => isDeepStrictEqual(value, values[index]) || value === text),
	);
}

/** What structured content can be repeated as: whole, what it wraps, or each element of a list. */
function statements(structured: unknown): unknown[] {
	const inner = isJsonObject(structured) ? Object.values(structured) : [];
	const wrapped = inner.length === 1 ? inner : [];
	const lists = [structured, ...wrapped].filter((value) => Array.isArray(value)) as unknown[][];
	return [structured, ...wrapped, ...lists.flat()];
}

function valueOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text; // Words.
	}
}
