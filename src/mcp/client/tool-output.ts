import type { CallToolResult, Tool } from '../../third-party/mcp-client';
import type { JsonObject } from '../protocol/json-rpc';
import { SchemaError, compileArgumentValidator } from '../schema/argument-validator';
import { isOtherBlock } from './reading/read-content';

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
	const promise = `The result of "${tool.name}" does not match its output schema`;
	if (structuredContent === undefined) return `${promise}: it has no structured content`;
	try {
		const validate = compileArgumentValidator(tool.outputSchema, 'ignore');
		const [problem] = validate(structuredClone(structuredContent) as JsonObject);
		if (problem?.undecided) return `${unchecked(tool.name)}: it is too large or too deeply nested`;
		return problem && `${promise}: ${problem.path || 'it'} ${problem.message}`;
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		return `The output schema of "${tool.name}" cannot be used: ${error.message}`;
	}
}

const unchecked = (tool: string) =>
	`The result of "${tool}" was not checked against its output schema`;

/**
 * Names the blocks of a result that are none of the protocol's: they are handed on as they came, but
 * not as text, files or links.
 *
 * @returns a sentence, or undefined if there are none
 */
export function describeOtherBlocks({ content }: CallToolResult): string | undefined {
	const types = new Set(content.filter(isOtherBlock).map(({ type }) => cut(type)));
	if (types.size === 0) return undefined;
	const named = [...types].slice(0, TYPES_SHOWN).map((type) => `"${type}"`);
	return `The result contains unknown content (${named.join(', ')}). It was passed on unchanged`;
}

const TYPES_SHOWN = 3;
const LONGEST_TYPE = 40;

function cut(type: string): string {
	return type.length > LONGEST_TYPE ? `${type.slice(0, LONGEST_TYPE)}…` : type;
}
