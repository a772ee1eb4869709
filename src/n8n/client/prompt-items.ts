import type { INodeExecutionData } from 'n8n-workflow';

import type { Attachment } from '../../mcp/client/simplified-result';
import type { ContentBlock, GetPromptResult } from '../../third-party/mcp-client';
import { toAttachments } from './resource-items';
import { type Helpers, toItem, withAttachments } from './result-items';

/**
 * A prompt as one item: its messages with role and text, all text together as `text`, files as
 * binary data. A message without text (a picture) says what it holds instead.
 */
export async function toPromptItems(
	context: Helpers,
	{ description, messages }: GetPromptResult,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const simple = messages.map(({ role, content }) => ({ role, ...toWords(content) }));
	const text = simple.flatMap((message) => ('text' in message ? [message.text] : [])).join('\n\n');
	const json = { ...(description !== undefined && { description }), text, messages: simple };
	const files = messages.flatMap(({ content }) => toFiles(content));
	return await withAttachments(context, [toItem(json, itemIndex)], files);
}

function toWords(block: ContentBlock): { text: string } | { type: string; uri?: string } {
	if (block.type === 'text') return { text: block.text };
	if (block.type === 'resource') {
		const { resource } = block;
		return 'text' in resource ? { text: resource.text } : { type: 'resource', uri: resource.uri };
	}
	return block.type === 'resource_link'
		? { type: block.type, uri: block.uri }
		: { type: block.type };
}

function toFiles(block: ContentBlock): Attachment[] {
	if (block.type === 'image' || block.type === 'audio') {
		return [{ base64: block.data, mimeType: block.mimeType, fileName: undefined }];
	}
	return block.type === 'resource' ? toAttachments([block.resource]) : [];
}
