import type { INodeExecutionData } from 'n8n-workflow';

import type { Attachment } from '../../mcp/client/simplified-result';
import type { ReadResourceResult } from '../../third-party/mcp-client';
import { type Helpers, toItem, withAttachments } from './result-items';

type ResourceContent = ReadResourceResult['contents'][number];

/**
 * The contents of a resource, an item each: text as `text`, JSON (by its MIME type) parsed as
 * `data`, anything else as binary data.
 */
export async function toResourceItems(
	context: Helpers,
	{ contents }: ReadResourceResult,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const items = contents.map(async (content) => {
		const { uri, mimeType } = content;
		const json = { uri, ...(mimeType !== undefined && { mimeType }), ...toData(content) };
		return await withAttachments(context, [toItem(json, itemIndex)], toAttachments([content]));
	});
	return (await Promise.all(items)).flat();
}

/** The files among contents. */
export function toAttachments(contents: readonly ResourceContent[]): Attachment[] {
	return contents.flatMap((content) => {
		if (!('blob' in content)) return [];
		const { blob, mimeType, uri } = content;
		return [{ base64: blob, mimeType, fileName: fileNameOf(uri) }];
	});
}

/** The text of a content, and what it is as JSON. */
export function toData(content: ResourceContent): { text: string } | { data: unknown } | object {
	if (!('text' in content)) return {};
	if (!/^application\/(.+\+)?json\b/.test(content.mimeType ?? '')) return { text: content.text };
	try {
		return { data: JSON.parse(content.text) as unknown };
	} catch {
		return { text: content.text }; // A wrong MIME type is no reason to lose the text.
	}
}

function fileNameOf(uri: string): string | undefined {
	return URL.parse(uri)?.pathname.split('/').at(-1) || undefined;
}
