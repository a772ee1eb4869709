import type { IExecuteFunctions } from 'n8n-workflow';

import { parametersOf, toText } from './parameters';
import {
	BLOCK_TYPES,
	toContentBlock,
	type BlockDeclaration,
	type BlockType,
} from '../../mcp/server/content/content-block';
import { atPlace, ContentError } from '../../mcp/server/content/content-error';

type ContentBlock = ReturnType<typeof toContentBlock>;
type StoredBlock = Partial<Record<keyof BlockDeclaration | 'binaryProperty', unknown>>;

/**
 * The content blocks of one item. A binary field comes before base64 text, and brings its MIME type
 * unless another one is entered.
 *
 * @throws ContentError naming the field and the block; NodeOperationError if the item lacks the
 * binary field
 */
export async function readContentBlocks(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ContentBlock[]> {
	const stored = parametersOf(context, itemIndex).value('blocks.block', []) as StoredBlock[];
	return await Promise.all(
		stored.map(async (block, index) => {
			const declaration = await toDeclaration(context, itemIndex, block);
			return atPlace(`content block ${index + 1}`, () => toContentBlock(declaration));
		}),
	);
}

async function toDeclaration(
	context: IExecuteFunctions,
	itemIndex: number,
	block: StoredBlock,
): Promise<BlockDeclaration> {
	const declaration = {
		type: toType(block.type),
		text: toText(block.text),
		data: toText(block.data),
		mimeType: toText(block.mimeType),
		uri: toText(block.uri),
		name: toText(block.name),
		description: toText(block.description),
	};
	const property = toText(block.binaryProperty).trim();
	if (property === '' || !takesData(declaration.type)) return declaration;
	const { mimeType } = context.helpers.assertBinaryData(itemIndex, property);
	const buffer = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	return {
		...declaration,
		data: buffer.toString('base64'),
		mimeType: declaration.mimeType.trim() || mimeType,
	};
}

/** What the editor hides keeps its value, and must not count. */
const takesData = (type: BlockType) => type !== 'text' && type !== 'resourceLink';

function toType(value: unknown = 'text'): BlockType {
	const type = BLOCK_TYPES.find((known) => known === value);
	if (type !== undefined) return type;
	throw new ContentError('type', `is not one of ${BLOCK_TYPES.join(', ')}`);
}
