import { Clusters } from './clusters';
import { type Pair, pairOf } from './identity-record';
import type { PlannedMerge } from './plan-merges';

/**
 * That two entities are one. Nothing of the entities is rewritten: what was recorded for one stays
 * recorded for it, and who is one follows from the merges that stand. So undoing one restores exactly.
 */
export interface Merge extends Pair {
	id: string;
	/** The kind of identifier, or `person` where somebody said so. */
	rule: PlannedMerge['rule'] | 'person';
	/** By what, or why. */
	evidence: string;
	by: string;
	/** ISO 8601. */
	at: string;
	undone?: { by: string; at: string; why: string };
}

export interface Decision {
	by: string;
	/** ISO 8601. */
	at: string;
}

/** A planned merge as it is kept. */
export function mergeByRule(
	id: string,
	{ left, right, rule, evidence }: PlannedMerge,
	{ by, at }: Decision,
): Merge {
	return { id, left, right, rule, evidence: `${evidence.kind} ${evidence.value}`, by, at };
}

/** That somebody said two are one. */
export function mergeByPerson(
	id: string,
	[one, other]: readonly [string, string],
	{ by, at, why }: Decision & { why: string },
): Merge {
	return { id, ...pairOf(one, other), rule: 'person', evidence: why, by, at };
}

/** Who is one by the merges that stand. */
export function clustersOf(merges: readonly Merge[]): Clusters {
	return new Clusters(merges.filter(({ undone }) => undone === undefined));
}

export interface UndoneMerge {
	merges: Merge[];
	/** The pair is refused from now on: what was undone does not come back by itself. */
	refused: Pair;
	/** Merges that make the two one all the same, by way of others; empty if they are two now. */
	stillOneBy: Merge[];
}

/** @throws RangeError if there is no such merge, or it was undone before */
export function undoMerge(
	merges: readonly Merge[],
	id: string,
	decision: Decision & { why: string },
): UndoneMerge {
	const merge = merges.find((each) => each.id === id);
	if (!merge) throw new RangeError(`There is no merge ${id}`);
	if (merge.undone) throw new RangeError(`Merge ${id} was undone at ${merge.undone.at} already`);
	const left = merges.map((each) => (each === merge ? { ...each, undone: { ...decision } } : each));
	const clusters = clustersOf(left);
	const stillOneBy = clusters.isOne(merge.left, merge.right)
		? left.filter((each) => !each.undone && clusters.isOne(each.left, merge.left))
		: [];
	return { merges: left, refused: pairOf(merge.left, merge.right), stillOneBy };
}
