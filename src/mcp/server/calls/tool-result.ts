import type { CallToolResult } from '@modelcontextprotocol/server';

import type { JsonObject } from '../../protocol/json-rpc';

/** A result that the model reads as a failure. */
export function toolError(message: string): CallToolResult {
	return { content: [{ type: 'text', text: message }], isError: true };
}

/**
 * A result that carries data: as `structuredContent`, and as JSON text for clients that only read
 * text (specification 2025-11-25, Tools, Structured Content).
 */
export function toolData(data: JsonObject): CallToolResult {
	return {
		content: [{ type: 'text', text: JSON.stringify(data) }],
		structuredContent: data,
	};
}
