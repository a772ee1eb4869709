import { h, type Child, type Element } from '../tree/element';
import { dataIn, isData, textOf, type Data } from '../parts/data';
import { valueOf } from '../parts/facts';
import { button, card, notice, pairs, type Tone } from '../parts/layout';
import { dayText, labelOf } from '../parts/wording';
import { outcomeCard } from './outcome';

/** A call that waits for a person's word. */
export function approvalCard(approval: Data, controls: Child): Element {
	return card(
		textOf(approval.title) || 'Allow this?',
		'Nothing has been written yet.',
		argumentPairs(dataIn(approval, 'arguments')),
		controls,
		h('p', { class: 'soft' }, `Open until ${dayText(approval.expiresAt)}`),
	);
}

/** What the card's buttons decide. */
export function decisionButtons(): Child {
	return h(
		'div',
		{ class: 'row' },
		button('Allow', 'allow', { tone: 'main' }),
		button('Change', 'change'),
		button('Refuse', 'refuse', { tone: 'bad' }),
	);
}

const SAID: Readonly<Record<string, [Tone, string]>> = {
	running: ['warn', 'Allowed: it is running'],
	done: ['good', 'Allowed'],
	refused: ['bad', 'Refused: nothing was written'],
};

/** What was decided, and what came of it. */
export function decidedCard(title: string, state: string, outcome: unknown): Element {
	const [tone, words] = SAID[state] ?? ['plain', labelOf(state)];
	return card(title, '', notice(tone, words), isData(outcome) && outcomeCard(outcome));
}

/** A value that somebody may change, and where it stands. */
export interface Leaf {
	path: readonly string[];
	value: unknown;
}

/** Values of an object and of those in it; lists are one value. */
export function leavesOf(value: Data, path: readonly string[] = []): Leaf[] {
	return Object.entries(value).flatMap(([name, each]) =>
		isData(each) && path.length < 4
			? leavesOf(each, [...path, name])
			: [{ path: [...path, name], value: each }],
	);
}

function argumentPairs(given: Data): Child {
	return pairs(leavesOf(given).map(({ path, value }) => [labelOf(path.join(' ')), valueOf(value)]));
}

/** The form in which the arguments are changed. */
export function changeForm(given: Data): Element {
	const fields = leavesOf(given).map(({ path, value }, at) => {
		const name = `argument-${at}`;
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		const field =
			text.length > 60
				? h('textarea', { id: name, name, rows: 4 }, text)
				: h('input', { id: name, name, value: text });
		return [h('label', { for: name }, labelOf(path.join(' '))), field];
	});
	return h(
		'form',
		{},
		fields,
		h(
			'div',
			{ class: 'row' },
			button('Allow with these', 'allowChanged', { tone: 'main' }),
			button('Back', 'back'),
		),
	);
}

/**
 * The arguments with what stands in the fields. A text stays a text, anything else is read as JSON.
 *
 * @throws Error naming the field that cannot be read
 */
export function changedArguments(given: Data, fields: Readonly<Record<string, string>>): Data {
	const changed = structuredClone(given) as Record<string, unknown>;
	for (const [at, { path, value }] of leavesOf(given).entries()) {
		const typed = fields[`argument-${at}`] ?? '';
		const holder = path
			.slice(0, -1)
			.reduce((within, name) => within[name] as typeof changed, changed);
		holder[path.at(-1) ?? ''] = typeof value === 'string' ? typed : parsed(path, typed);
	}
	return changed;
}

function parsed(path: readonly string[], typed: string): unknown {
	try {
		return JSON.parse(typed) as unknown;
	} catch {
		throw new Error(
			`${labelOf(path.join(' '))}: "${typed}" is neither a number, true, false, null nor a list`,
		);
	}
}
