/** How the words of two names stand to each other, whatever their order. */
export interface Alignment {
	/** Slips in all pairs of words together. */
	slips: number;
	/** Pairs found. */
	pairs: number;
	/** Words that have no counterpart. */
	left: string[];
	right: string[];
}

/** Slips between two words that are meant for each other, or undefined. */
export type WordMatch = (one: string, other: string) => number | undefined;

/** Pairs the words, those with the fewest slips first; of equal ones, those that come first. */
export function alignWords(
	one: readonly string[],
	other: readonly string[],
	match: WordMatch,
): Alignment {
	const candidates = one.flatMap((left, leftAt) =>
		other.flatMap((right, rightAt) => {
			const slips = match(left, right);
			return slips === undefined ? [] : [{ leftAt, rightAt, slips }];
		}),
	);
	candidates.sort((first, second) => first.slips - second.slips);
	const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
	let slips = 0;
	for (const pair of candidates) {
		if (usedLeft.has(pair.leftAt) || usedRight.has(pair.rightAt)) continue;
		usedLeft.add(pair.leftAt);
		usedRight.add(pair.rightAt);
		slips += pair.slips;
	}
	return {
		slips,
		pairs: usedLeft.size,
		left: one.filter((_, at) => !usedLeft.has(at)),
		right: other.filter((_, at) => !usedRight.has(at)),
	};
}
