/** How many pairs were said to be one, and how many of them are. */
export interface Score {
	right: number;
	wrong: number;
	missed: number;
	/** Share of what was said that is right; 1 if nothing was said. */
	precision: number;
	/** Share of what is one that was said; 1 if nothing is. */
	recall: number;
	f1: number;
}

export function scoreOf({
	right,
	wrong,
	missed,
}: Pick<Score, 'right' | 'wrong' | 'missed'>): Score {
	const share = (part: number, rest: number) => (part + rest === 0 ? 1 : part / (part + rest));
	const [precision, recall] = [share(right, wrong), share(right, missed)];
	const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
	return { right, wrong, missed, precision, recall, f1 };
}

/** Pairs as `a\u0000b`, the smaller one first. */
export type Pairs = ReadonlySet<string>;

export function scorePairs(said: Pairs, truth: Pairs): Score {
	const right = [...said].filter((pair) => truth.has(pair)).length;
	return scoreOf({ right, wrong: said.size - right, missed: truth.size - right });
}

/** Every pair within each group. */
export function pairsWithin(groups: Iterable<readonly string[]>): Set<string> {
	const pairs = new Set<string>();
	for (const group of groups) {
		for (const [at, one] of group.entries()) {
			for (const other of group.slice(at + 1)) pairs.add(pairName(one, other));
		}
	}
	return pairs;
}

export function pairName(one: string, other: string): string {
	return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}
