import { filterContents, filterToolResult, type FieldFilter } from './filtered-result';
import { toolError } from './tool-result';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import type { Caching } from '../catalog/resources';
import type { Era } from '../../protocol/versions';
import type { ArgumentValidator } from '../../schema/argument-validator';

/** What a result goes through before it leaves. */
export interface ResultRules {
	/** Keeps only what may leave; undefined if everything may. */
	filter?: FieldFilter;
	validateOutput?: ArgumentValidator;
	/** Of the result as JSON, in bytes. */
	largest: number;
	era: Era;
	/** Of a resource: how long a client may keep what it read. Said in the modern era only. */
	caching?: Caching;
	/** Gets what the owner of the server should know, and its clients need not. */
	report?: (error: unknown) => void;
}

/**
 * The result of a tool as the client gets it: checked against the output schema, filtered, checked
 * again (a client refuses a result that does not fit the schema it was told), and adapted to the era.
 */
export function completeToolResult(result: JsonObject, rules: ResultRules): JsonObject {
	const misfit = findMisfit(result, rules);
	if (misfit !== undefined) return { ...toolError(misfit) };
	const filtered = rules.filter ? filterToolResult(result, rules.filter) : result;
	const isLess = filtered !== result;
	if (isLess && findMisfit(filtered, rules) !== undefined) {
		return { ...toolError(WITHHELD_MISFIT) };
	}
	const bytes = sizeOf(filtered);
	if (bytes > rules.largest) return { ...toolError(tooLarge(bytes, rules.largest)) };
	return rules.era === 'legacy' ? toLegacyResult(filtered) : filtered;
}

const WITHHELD_MISFIT =
	'Without the fields that this caller cannot see, the result does not match the output schema of the tool. ' +
	'The owner of the server can make these fields optional in the schema.';

/**
 * The content of a resource, a prompt or a completion: filtered and bounded.
 *
 * @throws ProtocolError -32603 if it is too large
 */
export function completeContent(result: JsonObject, rules: ResultRules): JsonObject {
	const filtered = filterContents(result, rules.filter);
	const bytes = sizeOf(filtered);
	if (bytes > rules.largest) {
		throw new ProtocolError(ErrorCode.internalError, tooLarge(bytes, rules.largest));
	}
	return rules.era === 'modern' ? { ...rules.caching, ...filtered } : filtered;
}

function findMisfit(result: JsonObject, rules: ResultRules): string | undefined {
	if (!rules.validateOutput || result.isError === true) return undefined;
	const { structuredContent } = result;
	if (!isJsonObject(structuredContent)) {
		return 'The workflow returned no structured result, but this tool has an output schema.';
	}
	const problems = rules.validateOutput(structuredClone(structuredContent));
	if (problems.length === 0) return undefined;
	if (problems.some(({ undecided }) => undecided)) return reportUnchecked(rules);
	const list = problems.slice(0, 5).map(({ path, message }) => `- ${path || '/'}: ${message}`);
	return `The result of the workflow does not match the output schema of this tool:\n${list.join('\n')}`;
}

/** The tool has done its work, and nothing says that what it gave is wrong. */
function reportUnchecked({ report }: ResultRules): undefined {
	report?.(new Error(UNCHECKED));
	return undefined;
}

const UNCHECKED =
	'A result was sent without validation: it is too large or too deeply nested for the output schema of ' +
	'its tool. Return less at once, or use fewer alternatives in the output schema.';

/** Data counts once, though its text beside it repeats it for clients that read text alone. */
function sizeOf(result: JsonObject): number {
	const { structuredContent, content } = result;
	const [first, ...rest] = Array.isArray(content) ? (content as unknown[]) : [];
	const text = isJsonObject(first) ? first.text : undefined;
	const repeats = structuredContent !== undefined && text === JSON.stringify(structuredContent);
	return Buffer.byteLength(JSON.stringify(repeats ? { ...result, content: rest } : result));
}

function tooLarge(bytes: number, largest: number): string {
	return (
		`The result has ${Math.ceil(bytes / 1024)} kB, more than the ${Math.floor(largest / 1024)} kB ` +
		'allowed. Request less: a narrower search, fewer fields, or one page at a time if the tool has a limit.'
	);
}

/** Before 2026-07-28 structured content had to be an object. */
function toLegacyResult(result: JsonObject): JsonObject {
	if (result.structuredContent === undefined || isJsonObject(result.structuredContent))
		return result;
	const { structuredContent: _dropped, ...rest } = result;
	return rest;
}
