import { h, type Child, type Element } from '../tree/element';
import { dataIn, listIn, textOf, textsIn, type Data } from '../parts/data';
import { badge, button, card, notice } from '../parts/layout';
import { dayText } from '../parts/wording';

/** Pairs that may be one, as `review_identity` lists them. */
export function reviewCard(answer: Data, decided: Child = false): Element {
	const reviews = listIn(answer, 'reviews');
	return card(
		'Are these the same?',
		'Merging can be undone; the two are not suggested again if they are kept apart.',
		decided,
		reviews.length === 0 && notice('good', 'Nothing to review'),
		reviews.map((review) => reviewOf(review, buttonsOf(review))),
	);
}

function buttonsOf({ id }: Data): Child {
	return h(
		'div',
		{ class: 'row' },
		button('Same: merge', 'accept', { id: textOf(id), tone: 'main' }),
		button('Different: keep apart', 'refuse', { id: textOf(id) }),
	);
}

/**
 * One pair with what speaks for it.
 *
 * @param controls by which somebody decides
 */
export function reviewOf(review: Data, controls: Child): Element {
	return h(
		'section',
		{},
		h(
			'p',
			{},
			badge(textOf(review.type)),
			' ',
			side(dataIn(review, 'one')),
			h('strong', {}, ' and '),
			side(dataIn(review, 'other')),
		),
		h(
			'ul',
			{},
			textsIn(review, 'reasons').map((reason) => h('li', {}, reason)),
		),
		h('p', { class: 'soft' }, `Found on ${dayText(review.createdAt)}`),
		controls,
	);
}

function side({ name, id, reasons }: Data): Child {
	const why = Array.isArray(reasons) ? reasons.map(textOf).filter((reason) => reason !== '') : [];
	return [textOf(name) || textOf(id), why.length > 0 && h('small', {}, ` (${why.join('; ')})`)];
}
