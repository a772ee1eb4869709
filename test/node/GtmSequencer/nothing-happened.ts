import type { OperationCase } from '../gtm/describe-operations';

/** Asked for the first time what happens from now on: nothing, and a cursor for the next time. */
export function nothingHappened(...asked: string[]): OperationCase {
	return {
		parameters: {},
		outputs: [
			{
				status: 'found',
				record: { changes: [], more: false, cursor: expect.stringMatching(/^[\w-]+$/) as string },
			},
		],
		asked,
	};
}

/** Our own list is empty: the vendor is not even asked. */
export const nobodyToPush = (): OperationCase => ({
	parameters: {},
	outputs: [{ status: 'unchanged', record: { counts: { pushed: 0, already: 0 }, entries: [] } }],
	asked: [],
});
