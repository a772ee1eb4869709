import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from './node-error';

/** More at once would only queue at the server, and at n8n's own event loop. */
export const CONCURRENCY_MAX = 20;

type HandleItem = (itemIndex: number) => Promise<INodeExecutionData[]>;

/**
 * Handles every item, so many at a time, and gives their outputs in the order of the items. An item
 * that fails becomes an item with the error if the node may go on; if not, no new item is begun, the
 * ones under way are waited for, and the first failure in the order of the items is thrown.
 */
export async function forEachItem(
	context: IExecuteFunctions,
	itemCount: number,
	concurrency: number,
	handle: HandleItem,
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = [];
	const failures: Array<{ itemIndex: number; error: Error }> = [];
	let next = 0;
	const work = async () => {
		while (next < itemCount && failures.length === 0) {
			const itemIndex = next++;
			try {
				outputs[itemIndex] = await handle(itemIndex);
			} catch (error) {
				const nodeError = toNodeError(context.getNode(), error, itemIndex);
				if (!context.continueOnFail()) failures.push({ itemIndex, error: nodeError });
				const json = { error: nodeError.message };
				outputs[itemIndex] = [{ json, error: nodeError, pairedItem: { item: itemIndex } }];
			}
		}
	};
	const wanted = Number.isFinite(concurrency) ? Math.max(1, Math.floor(concurrency)) : 1;
	const workers = Math.min(wanted, CONCURRENCY_MAX, itemCount);
	await Promise.all(Array.from({ length: workers }, work));
	const [first] = failures.toSorted((a, b) => a.itemIndex - b.itemIndex);
	if (first) throw first.error;
	return outputs;
}
