import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import {
	type Attachment,
	type SimplifiedRow,
	simplifyResult,
} from '../../mcp/client/simplified-result';
import { keepFields } from '../../policy/field-filter';
import type { CallToolResult } from '../../third-party/mcp-client';

export type Helpers = Pick<IExecuteFunctions, 'helpers'>;

/** Values that came as JSON are what n8n calls a data object; its type cannot say so. */
export function toItem(json: object, itemIndex: number): INodeExecutionData {
	return { json: json as IDataObject, pairedItem: { item: itemIndex } };
}

/** A tool's result as items, all of them paired with the input item; files become binary data. */
export async function toSimplifiedItems(
	context: Helpers,
	result: CallToolResult,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const rows = simplifyResult(result);
	const items = rows.map(({ json }: SimplifiedRow) => toItem(json, itemIndex));
	return await withAttachments(context, items, rows[0]?.attachments ?? []);
}

/** The items with files as binary data of the first one. */
export async function withAttachments(
	{ helpers }: Helpers,
	items: INodeExecutionData[],
	attachments: readonly Attachment[],
): Promise<INodeExecutionData[]> {
	const [first, ...rest] = items;
	if (!first) return [];
	const binary = await toBinary(helpers, attachments);
	return [binary ? { ...first, binary } : first, ...rest];
}

/** The named fields only; `company.name` keeps `name` within `company`. */
export function keepItemFields(
	items: INodeExecutionData[],
	fields: readonly string[],
): INodeExecutionData[] {
	return items.map((item) => ({
		...item,
		json: (keepFields(item.json, fields) ?? {}) as IDataObject,
	}));
}

/** Named as n8n does: `data`, then `data_1`, `data_2` and so on. */
async function toBinary(
	helpers: IExecuteFunctions['helpers'],
	attachments: readonly Attachment[],
): Promise<IBinaryKeyData | undefined> {
	if (attachments.length === 0) return undefined;
	const entries = attachments.map(async ({ base64, fileName, mimeType }, index) => {
		const data = Buffer.from(base64, 'base64');
		const prepared = await helpers.prepareBinaryData(data, fileName, mimeType);
		return [index === 0 ? 'data' : `data_${index}`, prepared] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}
