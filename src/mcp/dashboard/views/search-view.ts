import { dataIn, listIn, textOf, type Data } from '../../cards/parts/data';
import { badge, card, notice } from '../../cards/parts/layout';
import { table } from '../../cards/parts/table';
import { labelOf, valueText } from '../../cards/parts/wording';
import { h, type Child } from '../../cards/tree/element';
import type { GraphSource } from '../dashboard-ports';
import { addressIn } from '../frame';

/** More than a person types; the graph takes no more. */
const LONGEST_TEXT = 200;

/** Accounts, people, deals and sequences by words. */
export async function searchView(graph: GraphSource, query: URLSearchParams): Promise<Child> {
	const text = (query.get('q') ?? '').trim().slice(0, LONGEST_TEXT);
	const found = text === '' ? [] : listIn(await graph.search(text), 'found');
	return card(
		'Search',
		'Accounts, people, deals and sequences of the context graph',
		h(
			'form',
			{ class: 'find', role: 'search' },
			h('input', { type: 'hidden', name: 'view', value: 'search' }),
			h('input', {
				name: 'q',
				value: text,
				autofocus: true,
				maxlength: LONGEST_TEXT,
				placeholder: 'e.g. Acme',
				'aria-label': 'Name, domain or email',
			}),
			h('button', { class: 'main' }, 'Search'),
		),
		text !== '' && found.length === 0 && notice('plain', `Nothing known for "${text}"`),
		table(
			'Found',
			[
				{ title: 'Name', cell: prospectLink },
				{ title: 'Kind', cell: ({ type }) => badge(labelOf(textOf(type))) },
				{ title: 'Known', cell: someFacts },
			],
			found,
		),
	);
}

/** A name that opens what is known of it. */
export function prospectLink({ id, type, name }: Data): Child {
	const [identity, kind] = [textOf(id), textOf(type)];
	return h(
		'a',
		{ href: addressIn('prospect', { id: identity, type: kind }) },
		textOf(name) || identity,
	);
}

function someFacts({ facts }: Data): Child {
	return Object.entries(dataIn(facts))
		.map(([name, value]) => `${labelOf(name)}: ${valueText(value)}`)
		.join(', ');
}
