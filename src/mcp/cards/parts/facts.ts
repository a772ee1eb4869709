import { h, link, type Child, type Element } from '../tree/element';
import { dataIn, listIn, textOf, type Data } from './data';
import { badge, notice } from './layout';
import { table } from './table';
import { ageText, dayText, labelOf, valueText } from './wording';

/** What is known of one entity: each value with its source and age. */
export function facts(name: string, entity: Data): Element | false {
	const known = Object.entries(dataIn(entity, 'facts'));
	return table(
		name,
		[
			{ title: 'What', cell: ([attribute]) => labelOf(attribute) },
			{ title: 'Value', cell: ([, fact]) => valueOf(dataIn(fact).value) },
			{ title: 'Source', cell: ([, fact]) => sourceOf(dataIn(fact)) },
		],
		known,
	);
}

/** Addresses can be opened. */
export function valueOf(value: unknown): Child {
	const text = valueText(value);
	return typeof value === 'string' && /^https?:\/\//i.test(value) ? link(value, text) : text;
}

function sourceOf({ source, ageDays, freshness, method }: Data): Child {
	const doubts = [textOf(freshness), textOf(method)].filter((doubt) => doubt !== '');
	return [
		`${textOf(source)} `,
		h('small', {}, ageText(ageDays)),
		doubts.map((doubt) => [' ', badge(doubt, 'warn')]),
	];
}

/** What sources say otherwise. */
export function conflicts(answer: Data): Child {
	return listIn(answer, 'conflicts').map((conflict) =>
		notice(
			'warn',
			`${labelOf(textOf(conflict.attribute))}: ${valueText(conflict.value)}`,
			h(
				'ul',
				{},
				listIn(conflict, 'others').map(({ value, source, observedAt }) =>
					h('li', {}, `${textOf(source)} says ${valueText(value)} (${dayText(observedAt)})`),
				),
			),
		),
	);
}
