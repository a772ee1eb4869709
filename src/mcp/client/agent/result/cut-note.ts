import type { Trimmed } from './trim';

/** Names of arguments by which tools are asked for a part of what they know. */
const PAGING =
	/^(after|before|count|cursor|end|fields|filters?|from|limit|max_?results|next_?(cursor|page|token)|offset|page|page_?(number|size|token)|per_?page|properties|select|size|skip|start|starting_?after|take|top)$/i;

/**
 * What the model is told of a result that was cut: how much, where, and how to get the rest.
 *
 * @param argumentNames what the tool takes; those that ask for a part are named
 * @returns undefined if nothing was cut
 */
export function cutNote(
	{ cuts, tokens, tokensBefore }: Trimmed,
	argumentNames: readonly string[],
): string | undefined {
	if (cuts.length === 0) return undefined;
	const where = cuts.map(({ path, unit, kept, total }) => {
		const what = path === '' ? 'the result' : `"${path}"`;
		return `${what} has the first ${toCount(kept)} of ${toCount(total)} ${unit}`;
	});
	const paging = argumentNames.filter((name) => PAGING.test(name)).map((name) => `"${name}"`);
	const way =
		paging.length > 0
			? `To get the rest, call it again with other values of ${paging.join(', ')}.`
			: 'To get the rest, call it again with narrower arguments.';
	return `This result was cut to about ${toCount(tokens)} of ${toCount(tokensBefore)} tokens: ${where.join(', ')}. ${way}`;
}

function toCount(count: number): string {
	return count.toLocaleString('en-US');
}
