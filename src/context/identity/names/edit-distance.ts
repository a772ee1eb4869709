/**
 * How many slips make one word of another: a letter left out, added, replaced, or swapped with its
 * neighbor (optimal string alignment).
 */
export function editDistance(one: string, other: string): number {
	if (one === other) return 0;
	let beforeLast: number[] = [];
	let last = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let row = 1; row <= one.length; row += 1) {
		const now = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const same = one[row - 1] === other[column - 1];
			let least = Math.min(
				(last[column] ?? 0) + 1,
				(now[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (same ? 0 : 1),
			);
			const swapped =
				row > 1 &&
				column > 1 &&
				one[row - 1] === other[column - 2] &&
				one[row - 2] === other[column - 1];
			if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
			now.push(least);
		}
		[beforeLast, last] = [last, now];
	}
	return last[other.length] ?? 0;
}

/**
 * How many slips one word may have and still be meant: none in up to three letters, where each makes
 * another name (BWI, BAE), one in up to seven, two in longer ones.
 */
export function slipsAllowed(one: string, other: string): number {
	const longest = Math.max(one.length, other.length);
	if (longest <= 3) return 0;
	return longest <= 7 ? 1 : 2;
}

/** Slips between two words that may be meant for each other; undefined if they are two words. */
export function slipsBetween(one: string, other: string): number | undefined {
	if (one === other) return 0;
	const allowed = slipsAllowed(one, other);
	if (Math.abs(one.length - other.length) > allowed) return undefined;
	const slips = editDistance(one, other);
	return slips <= allowed ? slips : undefined;
}
