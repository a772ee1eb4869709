import { card, notice } from '../../cards/parts/layout';
import { reviewOf } from '../../cards/faces/review';
import { type Child } from '../../cards/tree/element';
import type { GraphSource } from '../dashboard-ports';

/** More is not read by anybody at once. */
const MOST_SHOWN = 50;

/** Pairs that may be one and wait for a person's word. */
export async function reviewView(graph: GraphSource): Promise<Child> {
	const reviews = await graph.reviews();
	return card(
		'Review',
		'Pairs that may be the same. To decide, ask your AI client to review identities, or run GTM Context > Identity > Decide Review.',
		reviews.length === 0 && notice('good', 'Nothing to review'),
		reviews.slice(0, MOST_SHOWN).map((review) => reviewOf(review, false)),
	);
}
