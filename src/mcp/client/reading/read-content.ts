import type {
	ContentBlock,
	GetPromptResult,
	ReadResourceResult,
} from '../../../third-party/mcp-client';
import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';
import { keepTexts, textOrNone, withoutNulls } from './members';

/** A block that is none of the specification's, as the server gave it. */
export interface OtherBlock {
	type: string;
	[member: string]: unknown;
}

const KNOWN = ['text', 'image', 'audio', 'resource', 'resource_link'];

/** Whether a block is one that nothing here knows what to do with, but to hand it on. */
export function isOtherBlock(block: { type: string }): block is OtherBlock {
	return !KNOWN.includes(block.type);
}

/** What a server gives as content, as a list of blocks; one block, or a text, counts as a list. */
export function readContent(content: unknown): ContentBlock[] {
	if (content === null || content === undefined) return [];
	const blocks: unknown[] = Array.isArray(content) ? content : [content];
	return blocks.filter((block) => block !== null && block !== undefined).map(readBlock);
}

/**
 * A block of content. What is off but clear is put right (a `data:` URL for its bytes, a link without
 * a name, null members), everything else is kept as it is, under a type that is not the
 * specification's.
 */
function readBlock(block: unknown): ContentBlock {
	if (!isJsonObject(block)) return { type: 'text', text: toText(block) };
	const kept = withoutNulls(block);
	const { type } = kept;
	const read = typeof type === 'string' ? READERS[type]?.(kept) : undefined;
	if (read) return read;
	if (type === undefined && typeof kept.text === 'string') return { type: 'text', text: kept.text };
	// Of a known type, but without what makes it one: `unreadable image` and the like.
	const named = KNOWN.includes(String(type))
		? `unreadable ${String(type)}`
		: toText(type ?? 'unknown');
	return { ...kept, type: named } as unknown as ContentBlock;
}

const READERS: Record<string, (block: JsonObject) => ContentBlock | undefined> = {
	text: (block) => ({ ...block, type: 'text', text: toText(block.text ?? '') }),
	image: (block) => readMedia(block, 'image'),
	audio: (block) => readMedia(block, 'audio'),
	resource(block) {
		const resource = readResourceContents(block.resource);
		return resource && ({ ...block, type: 'resource', resource } as ContentBlock);
	},
	resource_link(block) {
		const uri = textOrNone(block.uri);
		if (uri === undefined) return undefined;
		return {
			...block,
			type: 'resource_link',
			uri,
			name: textOrNone(block.name) ?? uri,
		};
	},
};

/** Bytes as base64, as a `data:` URL, or within `source`, as the models' own interfaces have it. */
function readMedia(block: JsonObject, type: 'image' | 'audio'): ContentBlock | undefined {
	const source = isJsonObject(block.source) ? block.source : {};
	const given = textOrNone(block.data) ?? textOrNone(source.data) ?? textOrNone(block.url);
	const mime = textOrNone(block.mimeType) ?? textOrNone(source.media_type);
	if (given === undefined) return undefined;
	const url = /^data:([^;,]*)[^,]*;base64,(.*)$/s.exec(given);
	if (!url && /^[a-z]+:/i.test(given)) return undefined; // An address, and no bytes.
	const data = url?.[2] ?? given;
	const { source: _source, url: _url, ...rest } = block;
	return {
		...rest,
		type,
		data,
		mimeType: mime ?? (url?.[1] || DEFAULT_MIME[type]),
	};
}

/** What to take bytes for whose type nobody says; n8n looks into them for itself. */
const DEFAULT_MIME = { image: 'image/png', audio: 'audio/wav' };

function readResourceContents(resource: unknown): JsonObject | undefined {
	if (!isJsonObject(resource)) return undefined;
	const kept = withoutNulls(resource);
	const about = { ...keepTexts(kept, 'mimeType'), uri: textOrNone(kept.uri) ?? '' };
	const { mimeType: _m, uri: _u, ...rest } = kept;
	if (typeof kept.blob === 'string') return { ...rest, ...about, blob: kept.blob };
	if (kept.text === undefined) return undefined;
	return { ...rest, ...about, text: toText(kept.text) };
}

/** What a resource holds; a part that is nothing is left out. */
export function readResourceResult(result: unknown): ReadResourceResult {
	const { contents, ...rest } = isJsonObject(result) ? result : { contents: result };
	const parts: unknown[] = Array.isArray(contents) ? contents : [contents];
	const read = parts.flatMap((part) => {
		const given = typeof part === 'string' ? { text: part } : part;
		return readResourceContents(given) ?? [];
	});
	return { ...rest, contents: read } as ReadResourceResult;
}

/** The messages of a prompt; one whose content is a list becomes one for each of its blocks. */
export function readPromptResult(result: unknown): GetPromptResult {
	const { messages, description, ...rest } = isJsonObject(result)
		? withoutNulls(result)
		: { messages: result };
	const given: unknown[] = Array.isArray(messages) ? messages : [messages];
	const read = given.flatMap((message) => {
		if (message === null || message === undefined) return [];
		const { role, content } = isJsonObject(message) ? message : { role: 'user', content: message };
		const speaker = role === 'assistant' ? 'assistant' : 'user';
		return readContent(content).map((block) => ({ role: speaker, content: block }));
	});
	return {
		...rest,
		...(typeof description === 'string' && { description }),
		messages: read,
	} as GetPromptResult;
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
