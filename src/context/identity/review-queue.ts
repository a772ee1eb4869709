import type { Clusters } from './clusters';
import { type Pair, pairKey, pairOf } from './identity-record';
import type { CandidateReason } from './resolve-identity';

/** Two entities that may be one, and what became of the question. */
export interface ReviewItem extends Pair {
	id: string;
	reasons: CandidateReason[];
	openedAt: string;
	decided?: { as: 'accepted' | 'refused'; by: string; at: string; why?: string };
}

export interface NewQuestion extends Pair {
	reasons: CandidateReason[];
}

/**
 * The questions to be added. One that is open is not asked twice, whichever of a cluster's entities it
 * names; one that was refused, or merged and undone, never again.
 */
export function questionsToAsk(
	wanted: readonly NewQuestion[],
	asked: readonly ReviewItem[],
	{ clusters, refused = [] }: { clusters: Clusters; refused?: readonly Pair[] },
): NewQuestion[] {
	const settled = asked.filter(({ decided }) => decided?.as !== 'accepted');
	const known = new Set(
		[...settled, ...refused].map(({ left, right }) =>
			pairKey(clusters.head(left), clusters.head(right)),
		),
	);
	return wanted.flatMap((question) => {
		const [left, right] = [clusters.head(question.left), clusters.head(question.right)];
		const key = pairKey(left, right);
		if (left === right || known.has(key)) return [];
		known.add(key);
		return [{ ...question, ...pairOf(left, right) }];
	});
}

/** @throws RangeError if somebody has decided it otherwise */
export function decide(
	item: ReviewItem,
	as: 'accepted' | 'refused',
	decision: { by: string; at: string; why?: string },
): ReviewItem {
	if (item.decided && item.decided.as !== as) {
		throw new RangeError(
			`Review ${item.id} was ${item.decided.as} by ${item.decided.by} at ${item.decided.at}: undo that first`,
		);
	}
	return item.decided ? item : { ...item, decided: { as, ...decision } };
}

/** Pairs that stay two whatever agrees. */
export function refusedPairs(items: readonly ReviewItem[]): ReadonlySet<string> {
	return new Set(
		items
			.filter(({ decided }) => decided?.as === 'refused')
			.map(({ left, right }) => pairKey(left, right)),
	);
}
