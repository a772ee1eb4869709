import type { ContentBlock } from '@modelcontextprotocol/server';

import { toResourceUri } from './addresses';
import { toBase64 } from './base64';
import { ContentError } from './content-error';

export const BLOCK_TYPES = ['text', 'image', 'audio', 'resource', 'resourceLink'] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

/** A block as its author fills it in; empty text stands for "not given". */
export interface BlockDeclaration {
	type: BlockType;
	/** Of a text or a resource. */
	text: string;
	/** Base64: of an image, an audio clip or a resource, where it comes before `text`. */
	data: string;
	mimeType: string;
	uri: string;
	name: string;
	description: string;
}

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/;

/** @throws ContentError naming the field that is missing or ill-formed */
export function toContentBlock(block: BlockDeclaration): ContentBlock {
	switch (block.type) {
		case 'text':
			return { type: 'text', text: block.text };
		case 'image':
		case 'audio':
			return { type: block.type, data: toBase64(block.data), mimeType: toMimeType(block.mimeType) };
		case 'resource':
			return { type: 'resource', resource: toResourceContents(block) };
		case 'resourceLink':
			return toResourceLink(block);
		default:
			throw new ContentError(
				'type',
				`is "${String(block.type)}"`,
				`Choose one of ${BLOCK_TYPES.join(', ')}.`,
			);
	}
}

function toResourceContents({ uri, mimeType, data, text }: BlockDeclaration) {
	const head = { uri: toResourceUri(uri), ...optionalMimeType(mimeType) };
	return data.trim() === '' ? { ...head, text } : { ...head, blob: toBase64(data) };
}

/** The protocol wants a name: the URI is one that always says something. */
function toResourceLink({ uri, name, description, mimeType }: BlockDeclaration): ContentBlock {
	const address = toResourceUri(uri);
	return {
		type: 'resource_link',
		uri: address,
		name: name.trim() || address,
		...(description === '' ? {} : { description }),
		...optionalMimeType(mimeType),
	};
}

function optionalMimeType(text: string): { mimeType?: string } {
	return text.trim() === '' ? {} : { mimeType: toMimeType(text) };
}

function toMimeType(text: string): string {
	const value = text.trim();
	const advice = 'Enter a media type such as image/png.';
	if (value === '') throw new ContentError('mimeType', 'is empty', advice);
	if (!MIME_TYPE.test(value)) {
		throw new ContentError('mimeType', `is "${value}", which is not a media type`, advice);
	}
	return value;
}
