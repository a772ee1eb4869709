/**
 * Characters of JSON in one result as it leaves a node or a tool by default: a person or model reads it
 * at once. Where each value is from, and what each vendor said, is there by option.
 */
export const LONGEST_RESULT = 1_500;

/**
 * The same of what the context graph knows of a person and the account, where the source of each fact
 * is the answer.
 */
export const LONGEST_CONTEXT = 4_500;

/** The longest of several results, without the cursor: that goes to the next reading, and nobody reads it. */
export function longestOf(results: readonly unknown[]): number {
	const read = (name: string, value: unknown) => (name === 'cursor' ? undefined : value);
	return Math.max(0, ...results.map((result) => JSON.stringify(result, read).length));
}
