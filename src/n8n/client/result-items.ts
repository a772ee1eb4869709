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
import type { CallToolResult } from '../../third-party/mcp-client';

/** Values that came as JSON are what n8n calls a data object; its type cannot say so. */
export function toItem(json: object, itemIndex: number): INodeExecutionData {
	return { json: json as IDataObject, pairedItem: { item: itemIndex } };
}

/** A tool's result as items, all of them paired with the input item; files become binary data. */
export async function toSimplifiedItems(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	result: CallToolResult,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const rows = simplifyResult(result);
	const [first, ...rest] = rows.map(({ json }: SimplifiedRow) => toItem(json, itemIndex));
	if (!first) return [];
	const binary = await toBinary(helpers, rows[0]?.attachments ?? []);
	return [binary ? { ...first, binary } : first, ...rest];
}

/** Named as n8n does: `data`, then `data_1`, `data_2` and so on. */
async function toBinary(
	helpers: IExecuteFunctions['helpers'],
	attachments: Attachment[],
): Promise<IBinaryKeyData | undefined> {
	if (attachments.length === 0) return undefined;
	const entries = attachments.map(async ({ base64, fileName, mimeType }, index) => {
		const data = Buffer.from(base64, 'base64');
		const prepared = await helpers.prepareBinaryData(data, fileName, mimeType);
		return [index === 0 ? 'data' : `data_${index}`, prepared] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}
