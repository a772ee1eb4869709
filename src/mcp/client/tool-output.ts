import type { CallToolResult, Tool } from '../../third-party/mcp-client';
import type { JsonObject } from '../protocol/json-rpc';
import { SchemaError, compileArgumentValidator } from '../schema/argument-validator';

/**
 * Compares a result with what the tool promises. A result that does not fit is still what the tool
 * did, so this is a warning.
 *
 * @returns a sentence, or undefined if it fits, or nothing was promised
 */
export function describeMisfit(
	{ structuredContent, isError }: CallToolResult,
	tool: Tool | undefined,
): string | undefined {
	if (!tool?.outputSchema || isError) return undefined;
	const promise = `The result of "${tool.name}" is not what its output schema says`;
	if (structuredContent === undefined) return `${promise}: it has no structured content`;
	try {
		const validate = compileArgumentValidator(tool.outputSchema);
		const [problem] = validate(structuredClone(structuredContent) as JsonObject);
		return problem && `${promise}: ${problem.path || 'it'} ${problem.message}`;
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		return `The output schema of "${tool.name}" cannot be used: ${error.message}`;
	}
}
