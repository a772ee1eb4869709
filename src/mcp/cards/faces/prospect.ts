import { h, type Child, type Element } from '../tree/element';
import { dataIn, listIn, textOf, textsIn, type Data } from '../parts/data';
import { conflicts, facts } from '../parts/facts';
import { badge, button, card, folded, notice, section } from '../parts/layout';
import { table } from '../parts/table';
import { timeline } from '../parts/timeline';
import { verdict } from '../parts/verdict';
import { dayText, labelOf, valueText } from '../parts/wording';

/** Everything known about a person or company, as `get_prospect_context` answers. */
export function prospectCard(answer: Data, controls: Child = checkButton()): Element {
	const status = textOf(answer.status);
	if (status !== 'resolved' && Object.keys(main(answer)).length === 0) return unknownCard(answer);
	return card(
		nameOf(main(answer)) || 'Prospect',
		subtitleOf(answer),
		status === 'needs_review' &&
			notice('warn', 'It is not certain who this is', list(textsIn(answer, 'reasons'))),
		verdict(dataIn(answer, 'mayContact'), 'May be contacted', 'Do not contact'),
		controls,
		section('Sources disagree', conflicts(answer)),
		...entities(answer),
		section('Missing', missing(answer)),
		section('Signals', signals(answer)),
		section(
			'Timeline',
			timeline(
				listIn(answer, 'timeline').map(({ at, type, summary, source }) => ({
					at,
					title: labelOf(textOf(type)),
					text: textOf(summary),
					source: textOf(source),
				})),
			),
		),
		section('Deals', deals(answer)),
		section('Sequences', enrollments(answer)),
		folded('People', people(answer)),
		folded('Earlier decisions like this', precedents(answer)),
		foot(answer),
	);
}

function checkButton(): Child {
	return [
		h('div', { id: 'actions' }),
		h('p', { class: 'row' }, button('What else may be done?', 'check')),
	];
}

/** The entity that was asked for. */
function main(answer: Data): Data {
	for (const type of ['contact', 'account', 'deal', 'sequence']) {
		if (answer[type] !== undefined) return dataIn(answer, type);
	}
	return {};
}

function unknownCard(answer: Data): Element {
	const candidates = listIn(answer, 'candidates');
	return card(
		candidates.length > 0 ? 'Which one is meant?' : 'Nobody known',
		'',
		notice('warn', 'The context graph cannot tell who this is', list(textsIn(answer, 'reasons'))),
		candidates.map(({ name, id, type, reasons }) =>
			h(
				'p',
				{},
				badge(textOf(type)),
				` ${textOf(name) || textOf(id)} `,
				h('small', {}, Array.isArray(reasons) ? reasons.map(valueText).join('; ') : ''),
			),
		),
	);
}

function fact(entity: Data, attribute: string): string {
	return textOf(dataIn(dataIn(entity, 'facts'), attribute).value);
}

export function nameOf(entity: Data): string {
	const both = [fact(entity, 'firstName'), fact(entity, 'lastName')].filter((part) => part !== '');
	const named = fact(entity, 'fullName') || both.join(' ') || fact(entity, 'name');
	return named || fact(entity, 'email') || fact(entity, 'domain');
}

function subtitleOf(answer: Data): string {
	if (answer.contact === undefined) return fact(main(answer), 'domain');
	const parts = [fact(main(answer), 'title'), nameOf(dataIn(answer, 'account'))];
	return parts.filter((part) => part !== '').join(' · ');
}

const ENTITIES = { contact: 'Person', account: 'Company', deal: 'Deal', sequence: 'Sequence' };

function entities(answer: Data): Child[] {
	return Object.entries(ENTITIES).map(([type, title]) =>
		section(title, facts(title, dataIn(answer, type))),
	);
}

function missing(answer: Data): Child {
	return listIn(answer, 'missing').map(({ entity, attribute }) => [
		badge(`${labelOf(textOf(entity))}: ${labelOf(textOf(attribute)).toLowerCase()}`),
		' ',
	]);
}

function signals(answer: Data): Child {
	return timeline(
		listIn(answer, 'signals').map(({ at, kind, summary, source, strength }) => ({
			at,
			title: [
				labelOf(textOf(kind)),
				typeof strength === 'number' ? ` (${Math.round(strength * 100)} %)` : '',
			],
			text: textOf(summary),
			source: textOf(source),
		})),
	);
}

function deals(answer: Data): Child {
	return table(
		'Deals',
		[
			{ title: 'Deal', cell: ({ name, id }) => textOf(name) || textOf(id) },
			{ title: 'Stage', cell: ({ stage, status }) => textOf(stage) || textOf(status) },
			{ title: 'Amount', cell: ({ amount }) => valueText(amount), isNumber: true },
			{ title: 'Closes', cell: ({ closeDate }) => dayText(closeDate) },
		],
		[...listIn(answer, 'openDeals'), ...listIn(answer, 'closedDeals')],
	);
}

function enrollments(answer: Data): Child {
	return table(
		'Sequences',
		[
			{
				title: 'Sequence',
				cell: ({ sequenceName, sequenceId }) => textOf(sequenceName) || textOf(sequenceId),
			},
			{ title: 'Status', cell: ({ status }) => labelOf(textOf(status)) },
			{ title: 'Step', cell: ({ step }) => textOf(step), isNumber: true },
			{ title: 'Vendor', cell: ({ provider }) => textOf(provider) },
		],
		listIn(answer, 'enrollments'),
	);
}

function people(answer: Data): Child {
	return table(
		'People',
		[
			{ title: 'Name', cell: ({ name, id }) => textOf(name) || textOf(id) },
			{ title: 'Title', cell: ({ title }) => textOf(title) },
			{ title: 'Role', cell: ({ role }) => textOf(role) },
		],
		listIn(answer, 'committee'),
	);
}

function precedents(answer: Data): Child {
	return timeline(
		listIn(answer, 'precedents').map(({ at, kind, verdict: said, outcome }) => ({
			at,
			title: `${labelOf(textOf(kind))}: ${textOf(said)}`,
			text: textOf(outcome),
		})),
	);
}

function list(texts: readonly string[]): Child {
	return (
		texts.length > 0 &&
		h(
			'ul',
			{},
			texts.map((text) => h('li', {}, text)),
		)
	);
}

/** What the answer leaves out must be said: who reads it decides by it. */
function foot(answer: Data): Element {
	const meta = dataIn(answer, 'meta');
	const withheld = textsIn(meta, 'withheld');
	const cut = Array.isArray(meta.cut) && meta.cut.length > 0;
	return h(
		'footer',
		{ class: 'soft' },
		textOf(meta.asOf) !== '' && h('span', {}, `As of ${dayText(meta.asOf)}. `),
		withheld.length > 0 &&
			h('span', {}, `Known, and not shown to you: ${withheld.map(labelOf).join(', ')}. `),
		cut && h('span', {}, 'Left out for length: ask with a larger budget. '),
	);
}
