import type {
	CallToolResult,
	ContentBlock,
	GetPromptResult,
	ReadResourceResult,
} from '../../../../third-party/mcp-client';
import { isOtherBlock } from '../../reading/read-content';
import { unrepeatedTexts } from '../../unrepeated-text';
import { cutNote } from './cut-note';
import { trimToTokens } from './trim';

/** A file in a result: it goes to the workflow, not to the model. */
export interface ModelAttachment {
	base64: string;
	mimeType: string | undefined;
	fileName: string | undefined;
}

/** A result as a model gets it. */
export interface ModelResult {
	/** JSON, or a text. */
	value: unknown;
	/** Sentences about the result: what was cut, which files it has. */
	notes: string[];
	/** Whether the tool says that it did not succeed; the value then says why. */
	isError: boolean;
	attachments: ModelAttachment[];
}

export interface ResultLimits {
	/** Estimated tokens of the value; the notes come on top. */
	tokens: number;
	/** The arguments of the tool, to tell the model how to ask for less. */
	argumentNames: readonly string[];
}

/**
 * What a tool's result says to a model: `structuredContent` if there is one, and its texts as far as
 * they say more, JSON parsed; embedded text resources and links beside it. Images, audio and other files are only named,
 * since base64 in a prompt costs much and says nothing.
 */
export function toModelResult(result: CallToolResult, limits: ResultLimits): ModelResult {
	const { content, structuredContent, isError = false } = result;
	const said = toData(unrepeatedTexts(result));
	const data = structuredContent ?? said;
	const text = structuredContent === undefined ? '' : said;
	const value = withExtras(isEmpty(data) ? text || data : data, content, isEmpty(data) ? '' : text);
	return trimmed(value, content.flatMap(toAttachment), isError, limits);
}

/** What a resource holds, from a character on; binary contents are only named. */
export function resourceToModelResult(
	{ contents }: ReadResourceResult,
	offset: number,
	limits: ResultLimits,
): ModelResult {
	const texts = contents.flatMap((each) => ('text' in each ? [each.text.slice(offset)] : []));
	const attachments = contents.flatMap((each) =>
		'blob' in each ? [toFile(each.blob, each.mimeType, each.uri)] : [],
	);
	const data = offset > 0 || texts.length > 1 ? texts.join('\n\n') : (texts[0] ?? '');
	const result = trimmed(data, attachments, false, limits);
	const kept = typeof result.value === 'string' ? result.value.length : 0;
	if (result.value === data || texts.length !== 1) return result;
	const next = `To continue, call it again with "offset": ${offset + kept}.`;
	return { ...result, notes: [...result.notes, next] };
}

/** The messages of a prompt, with their texts and no files. */
export function promptToModelResult(prompt: GetPromptResult, limits: ResultLimits): ModelResult {
	const { description, messages } = prompt;
	const value = {
		...(description !== undefined && { description }),
		messages: messages.map(({ role, content }) => ({
			role,
			content: withExtras(toData(content.type === 'text' ? [content.text] : []), [content]),
		})),
	};
	const attachments = messages.flatMap(({ content }) => toAttachment(content));
	return trimmed(value, attachments, false, limits);
}

/** A value of our own, trimmed and noted like that of a tool. */
export function trimmed(
	value: unknown,
	attachments: ModelAttachment[],
	isError: boolean,
	{ tokens, argumentNames }: ResultLimits,
): ModelResult {
	const short = trimToTokens(value, tokens);
	const cut = cutNote(short, argumentNames);
	const notes = [...(cut === undefined ? [] : [cut]), ...attachments.map(describe)];
	return { value: short.value, notes, isError, attachments };
}

/** One text, parsed if it is a JSON object or list; of several a list. */
function toData(texts: string[]): unknown {
	const parsed = texts.map(parseContainer);
	return parsed.length === 1 ? parsed[0] : parsed.length === 0 ? '' : parsed;
}

function parseContainer(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text; // Text that happens to begin with a bracket.
	}
}

function isEmpty(data: unknown): boolean {
	return typeof data === 'object' && data !== null && Object.keys(data).length === 0;
}

/** @param text that stands beside the data; empty for none */
function withExtras(data: unknown, content: readonly ContentBlock[], text: unknown = ''): unknown {
	const others = content.filter(isOtherBlock);
	const links = content.flatMap((block) => {
		if (block.type !== 'resource_link') return [];
		const { uri, name, title, description, mimeType } = block;
		return [withoutUndefined({ uri, name, title, description, mimeType })];
	});
	const resources = content.flatMap((block) => {
		if (block.type !== 'resource' || !('text' in block.resource)) return [];
		const { uri, mimeType, text } = block.resource;
		return [withoutUndefined({ uri, mimeType, text })];
	});
	if ([...links, ...resources, ...others].length === 0 && text === '') return data;
	return {
		...(data !== '' && { content: data }),
		...(text !== '' && { text }),
		...(others.length > 0 && { otherContent: others }),
		...(resources.length > 0 && { resources }),
		...(links.length > 0 && { links }),
	};
}

function withoutUndefined(object: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function toAttachment(block: ContentBlock): ModelAttachment[] {
	if (block.type === 'image' || block.type === 'audio') {
		return [{ base64: block.data, mimeType: block.mimeType, fileName: undefined }];
	}
	if (block.type !== 'resource' || !('blob' in block.resource)) return [];
	return [toFile(block.resource.blob, block.resource.mimeType, block.resource.uri)];
}

function toFile(base64: string, mimeType: string | undefined, uri: string): ModelAttachment {
	return { base64, mimeType, fileName: URL.parse(uri)?.pathname.split('/').at(-1) || undefined };
}

function describe({ base64, mimeType = 'unknown type', fileName }: ModelAttachment): string {
	const kilobytes = Math.max(1, Math.round((base64.length * 3) / 4 / 1000));
	const name = fileName === undefined ? '' : ` "${fileName}"`;
	return `The result has a file${name} (${mimeType}, ${kilobytes} kB) that you cannot see.`;
}
