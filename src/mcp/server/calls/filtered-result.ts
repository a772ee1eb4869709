import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';

/** Keeps the fields that may leave. What has no fields to choose from is withheld. */
export interface FieldFilter {
	/** @returns undefined if nothing is left */
	data(value: unknown): unknown;
	/** A text that holds JSON; for any other one, words that say that it is withheld. */
	text(text: string): string;
}

/** The result of a tool without what must not leave. What a failure says in words may leave. */
export function filterToolResult(result: JsonObject, filter: FieldFilter): JsonObject {
	const { structuredContent, content, ...rest } = result;
	const data = structuredContent === undefined ? undefined : filter.data(structuredContent);
	const blocks = Array.isArray(content) ? (content as unknown[]) : [];
	return {
		...rest,
		...(data === undefined ? {} : { structuredContent: data }),
		content: result.isError === true ? blocks : blocks.map((block) => filterBlock(block, filter)),
	};
}

function filterBlock(block: unknown, filter: FieldFilter): JsonObject {
	if (isJsonObject(block)) {
		const { type, text, resource } = block;
		if (type === 'text' && typeof text === 'string') return { ...block, text: filter.text(text) };
		if (type === 'resource' && isJsonObject(resource)) {
			return { ...block, resource: filterContent(resource, filter) };
		}
	}
	return { type: 'text', text: filter.text('') };
}

/** The contents of a resource, or of those in the messages of a prompt, without what must not leave. */
export function filterContents(result: JsonObject, filter: FieldFilter | undefined): JsonObject {
	if (!filter) return result;
	if (Array.isArray(result.messages)) return filterMessages(result, result.messages, filter);
	if (!Array.isArray(result.contents)) return result;
	const contents = (result.contents as unknown[]).filter(isJsonObject);
	return { ...result, contents: contents.map((content) => filterContent(content, filter)) };
}

/** What a prompt says in words is its author's; the data that it brings along is not. */
function filterMessages(result: JsonObject, messages: unknown[], filter: FieldFilter): JsonObject {
	const filtered = messages.filter(isJsonObject).map((message) => {
		const { content } = message;
		if (!isJsonObject(content) || content.type !== 'resource') return message;
		return { ...message, content: filterBlock(content, filter) };
	});
	return { ...result, messages: filtered };
}

function filterContent({ blob, ...content }: JsonObject, filter: FieldFilter): JsonObject {
	const text = typeof content.text === 'string' ? content.text : '';
	return {
		...content,
		...(blob === undefined ? {} : { mimeType: 'text/plain' }),
		text: filter.text(text),
	};
}
