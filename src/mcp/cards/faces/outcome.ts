import { h, type Child, type Element } from '../tree/element';
import { dataIn, isData, textOf, textsIn, type Data } from '../parts/data';
import { valueOf } from '../parts/facts';
import { badge, card, notice, pairs, section, type Tone } from '../parts/layout';
import { table } from '../parts/table';
import { labelOf, numberText } from '../parts/wording';

/** What became of a write, of one record or of many, as every operation answers. */
export function outcomeCard(outcome: Data): Element {
	const { status, record, reason, cost } = outcome;
	const said = textOf(dataIn(reason).message);
	return card(
		TITLES[textOf(status)] ?? (labelOf(textOf(status)) || 'Result'),
		textOf(outcome.provider),
		said !== '' && notice(toneOf(status), labelOf(textOf(dataIn(reason).code)), h('p', {}, said)),
		Array.isArray(record) ? many(record as unknown[]) : recordPairs(dataIn(record)),
		section('Good to know', bulleted(textsIn(outcome, 'notes'))),
		isData(cost) && h('p', { class: 'soft' }, costText(cost)),
		outcome.next_offset !== undefined &&
			h('p', { class: 'soft' }, 'There is more: ask for the next page.'),
	);
}

const TITLES: Readonly<Record<string, string>> = {
	created: 'Created',
	updated: 'Updated',
	unchanged: 'Nothing to change',
	found: 'Found',
	not_found: 'Not found',
	duplicate: 'Already there',
	skipped: 'Left out',
	suppressed: 'Must not be contacted',
	pending: 'Still working on it',
	partial: 'Partly done',
};

const GOOD = ['created', 'updated', 'unchanged', 'found'];
const BAD = [
	'suppressed',
	'legal_block',
	'forbidden',
	'invalid',
	'upstream_error',
	'quota_exhausted',
];

export function toneOf(status: unknown): Tone {
	const word = textOf(status);
	if (GOOD.includes(word)) return 'good';
	return BAD.includes(word) ? 'bad' : 'warn';
}

/** Members of a record by name; what is not known is left out. */
export function recordPairs(record: Data): Element | false {
	const known = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
	return pairs(known.map(([name, value]) => [labelOf(name), valueOf(value)]));
}

/** Records of a batch: how many ended how, and each. */
export function many(records: readonly unknown[]): Child {
	const rows = records.filter(isData);
	const counts = new Map<string, number>();
	for (const { status } of rows) {
		if (typeof status === 'string') counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	const summary = [...counts].map(([status, count]) => [
		badge(`${count} ${labelOf(status).toLowerCase()}`, toneOf(status)),
		' ',
	]);
	return [summary.length > 0 && h('p', {}, summary), recordTable('Records', rows)];
}

/** More columns than a screen holds tell nothing. */
const MOST_COLUMNS = 8;

/** A table of whatever members the records have. */
export function recordTable(name: string, rows: readonly Data[]): Element | false {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, MOST_COLUMNS);
	return table(
		name,
		names.map((each) => ({
			title: labelOf(each),
			cell: (row: Data) => (row[each] === undefined ? '' : valueOf(row[each])),
			isNumber: rows.some((row) => typeof row[each] === 'number'),
		})),
		rows,
	);
}

function costText({ amount, unit, remaining }: Data): string {
	const spent = `Cost: ${numberText(Number(amount))} ${textOf(unit)}`;
	return typeof remaining === 'number' ? `${spent}, ${numberText(remaining)} left` : spent;
}

function bulleted(texts: readonly string[]): Child {
	return (
		texts.length > 0 &&
		h(
			'ul',
			{},
			texts.map((text) => h('li', {}, text)),
		)
	);
}
