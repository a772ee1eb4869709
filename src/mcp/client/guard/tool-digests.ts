import type { Tool } from '../../../third-party/mcp-client';

/** SHA-256, hex, of what a model or user reads of each tool: description, schemas, annotations. */
export function toolDigests(_tools: readonly Tool[]): Record<string, string> {
	throw new Error('not built yet'); // The interface comes first.
}

/** One digest of all tools, whatever their order: what a pin holds. */
export function toolsDigest(_tools: readonly Tool[]): string {
	throw new Error('not built yet'); // The interface comes first.
}
