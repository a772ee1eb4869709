import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

/** More at once would only queue at the server, and at n8n's own event loop. */
export const CONCURRENCY_MAX = 20;

type NodeError = NodeApiError | NodeOperationError;

export interface ItemHandling<Result> {
	/** Items under way at once; 1 if it is not a number. */
	concurrency: number;
	handle(this: void, itemIndex: number): Promise<Result>;
	/** What stands for an item that failed, if the node may go on. */
	failed(this: void, item: INodeExecutionData): Result;
	toNodeError(this: void, node: INode, error: unknown, itemIndex: number): NodeError;
}

/**
 * Handles every item, so many at a time, and gives what became of them in the order of the items. An
 * item that fails becomes an item with the error if the node may go on; if not, no new item is begun,
 * the ones under way are waited for, and the first failure in the order of the items is thrown.
 */
export async function forEachItem<Result>(
	context: IExecuteFunctions,
	{ concurrency, handle, failed, toNodeError }: ItemHandling<Result>,
): Promise<Result[]> {
	const itemCount = context.getInputData().length;
	const results: Result[] = [];
	const failures: Array<{ itemIndex: number; error: NodeError }> = [];
	let next = 0;
	const work = async () => {
		while (next < itemCount && failures.length === 0) {
			const itemIndex = next++;
			try {
				results[itemIndex] = await handle(itemIndex);
			} catch (thrown) {
				const error = toNodeError(context.getNode(), thrown, itemIndex);
				if (!context.continueOnFail()) failures.push({ itemIndex, error });
				results[itemIndex] = failed(toFailedItem(error, itemIndex));
			}
		}
	};
	const wanted = Number.isFinite(concurrency) ? Math.max(1, Math.floor(concurrency)) : 1;
	const workers = Math.min(wanted, CONCURRENCY_MAX, itemCount);
	await Promise.all(Array.from({ length: workers }, work));
	const [first] = failures.toSorted((a, b) => a.itemIndex - b.itemIndex);
	if (first) throw first.error;
	return results;
}

/** By these members n8n knows an item that failed. */
export function toFailedItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}
