import type { Tool } from '../../../third-party/mcp-client';
import { digestOf } from '../../../base/digest';

/** SHA-256, hex, of what a model or user reads of each tool: description, schemas, annotations. */
export function toolDigests(tools: readonly Tool[]): Record<string, string> {
	return Object.fromEntries(
		tools.map(({ name, title, description, inputSchema, outputSchema, annotations }) => [
			name,
			digestOf({ title, description, inputSchema, outputSchema, annotations }),
		]),
	);
}

/** One digest of all tools, whatever their order: what a pin holds. */
export function toolsDigest(tools: readonly Tool[]): string {
	return digestOf(toolDigests(tools));
}
