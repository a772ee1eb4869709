import type { CallToolResult, ContentBlock } from '../../third-party/mcp-client';
import { type OtherBlock, isOtherBlock } from './reading/read-content';
import { unrepeatedTexts } from './unrepeated-text';

/** A file in a tool's result. */
export interface Attachment {
	base64: string;
	mimeType: string | undefined;
	fileName: string | undefined;
}

/** One row of output. Attachments are with the first row only. */
export interface SimplifiedRow {
	json: Record<string, unknown>;
	attachments: Attachment[];
}

type Block<T extends ContentBlock['type']> = Extract<ContentBlock, { type: T }>;

/**
 * What a tool's result says, as rows:
 * - `structuredContent` if there is one; text that does not only repeat it stands beside it as `text`
 * - else the text: one block that is a JSON object or array is parsed, several blocks that are each
 *   a JSON object are a row each, anything else is `{ text }`, blocks joined by an empty line
 * - an array is a row an element (an empty one no row), an element that is no object is `{ value }`
 * - blocks that the specification does not know are listed under `otherContent`, as they came
 * - images, audio and binary resources are attachments, text resources are listed under
 *   `resources`, resource links under `links`; a tool's own keys of these names stay as they are
 *   and the lists are then called `mcpResources` and `mcpLinks`
 * - the first row of a failure has `isError: true`
 */
export function simplifyResult(result: CallToolResult): SimplifiedRow[] {
	const attachments = result.content.flatMap(toAttachment);
	const extras = toExtras(result);
	const rows: SimplifiedRow[] = toRows(result).map((json) => ({ json, attachments: [] }));
	if (attachments.length === 0 && Object.keys(extras).length === 0) return rows;
	const [first, ...rest] = rows.length > 0 ? rows : [{ json: {}, attachments: [] }];
	return [{ json: withExtras(first?.json ?? {}, extras), attachments }, ...rest];
}

/** The words of a result, for a message: its text blocks, or its structured content as JSON. */
export function resultText({ content, structuredContent }: CallToolResult): string {
	const others = content.filter(isOtherBlock).map(wordsOf);
	const text = [...textsOf(content), ...others].join('\n').trim();
	return text === '' && structuredContent !== undefined ? JSON.stringify(structuredContent) : text;
}

/** What a block of another kind says, where it says it in words. */
function wordsOf(block: OtherBlock): string {
	const words = [block.text, block.message].find((each) => typeof each === 'string');
	return words === undefined ? JSON.stringify(block) : words;
}

function toRows({ content, structuredContent }: CallToolResult): Array<Record<string, unknown>> {
	if (structuredContent !== undefined) return valueToRows(structuredContent);
	const texts = textsOf(content);
	if (texts.length === 0) return [{}];
	const parsed = texts.map(parseContainer);
	const [only] = parsed;
	if (parsed.length === 1 && only !== undefined) return valueToRows(only);
	if (parsed.length > 1 && parsed.every(isObject)) return parsed;
	return [{ text: texts.join('\n\n') }];
}

function valueToRows(value: unknown): Array<Record<string, unknown>> {
	const elements: unknown[] = Array.isArray(value) ? value : [value];
	return elements.map((element) => (isObject(element) ? element : { value: element }));
}

/** The value of a text that is a JSON object or array. `42` and `true` are more likely just words. */
function parseContainer(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Text that happens to begin with a bracket.
	}
}

function toAttachment(block: ContentBlock): Attachment[] {
	if (block.type === 'image' || block.type === 'audio') {
		return [{ base64: block.data, mimeType: block.mimeType, fileName: undefined }];
	}
	if (block.type !== 'resource' || !('blob' in block.resource)) return [];
	const { blob, mimeType, uri } = block.resource;
	return [{ base64: blob, mimeType, fileName: fileNameOf(uri) }];
}

function fileNameOf(uri: string): string | undefined {
	return URL.parse(uri)?.pathname.split('/').at(-1) || undefined;
}

/** What stands beside the data in the first row, by the name it gets there. */
function toExtras(result: CallToolResult): Record<string, unknown> {
	const { content, isError, structuredContent } = result;
	const text = structuredContent === undefined ? '' : unrepeatedTexts(result).join('\n\n');
	const others = content.filter(isOtherBlock);
	const links = content
		.filter((block): block is Block<'resource_link'> => block.type === 'resource_link')
		.map(({ type: _type, ...link }) => link);
	const resources = content.filter(isTextResource).map(({ resource }) => resource);
	return {
		...(text !== '' && { text }),
		...(others.length > 0 && { otherContent: others }),
		...(links.length > 0 && { links }),
		...(resources.length > 0 && { resources }),
		...(isError && { isError }),
	};
}

function isTextResource(block: ContentBlock): block is Block<'resource'> {
	return block.type === 'resource' && 'text' in block.resource;
}

function withExtras(json: SimplifiedRow['json'], extras: SimplifiedRow['json']) {
	const named = Object.entries(extras).map(([name, value]): [string, unknown] => [
		Object.hasOwn(json, name) ? `mcp${name[0]?.toUpperCase()}${name.slice(1)}` : name,
		value,
	]);
	return { ...json, ...Object.fromEntries(named) };
}

function textsOf(content: ContentBlock[]): string[] {
	return content
		.filter((block): block is Block<'text'> => block.type === 'text')
		.map(({ text }) => text);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
