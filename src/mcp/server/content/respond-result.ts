import type { ContentBlock } from '@modelcontextprotocol/server';

import { ContentError } from './content-error';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';

/** How a flow marks what it answers: as the outcome that was asked for, or as a failure. */
export type Verdict = 'success' | 'failure';

/** The result of a tool, made of content blocks. A failure is for the model to read. */
export function contentResult(content: ContentBlock[], verdict: Verdict): JsonObject {
	return { content, ...(verdict === 'failure' ? { isError: true } : {}) };
}

/**
 * The result of a tool as data: `structuredContent`, and the same as text for clients that read
 * only text (specification 2025-11-25, Tools, Structured Content).
 *
 * @throws ContentError unless it is an object: older clients refuse anything else
 */
export function structuredResult(data: unknown): JsonObject {
	if (!isJsonObject(data)) {
		throw new ContentError(
			'structured',
			'is not a JSON object',
			'Put a list or a single value under a name, such as {"items": [1, 2]}.',
		);
	}
	return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
}

/** @throws ContentError unless it is an object */
export function rawResult(result: unknown): JsonObject {
	if (isJsonObject(result)) return result;
	throw new ContentError(
		'result',
		'is not a JSON object',
		'Enter an MCP result, such as {"content": [{"type": "text", "text": "Done"}]}.',
	);
}
