import type { OperationCase } from '../gtm/describe-operations';

/** Asked for the first time what changed from now on: nothing, and a cursor for the next time. */
export function nothingChanged(...asked: string[]): OperationCase {
	return {
		parameters: { what: 'contact' },
		outputs: [
			{
				status: 'found',
				record: { changes: [], more: false, cursor: expect.stringMatching(/^[\w-]+$/) as string },
			},
		],
		asked,
	};
}
