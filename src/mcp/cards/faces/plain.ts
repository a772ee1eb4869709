import { h, type Element } from '../tree/element';
import { bars, line, type Bar } from '../parts/chart';
import { isData, textOf, type Data } from '../parts/data';
import { card } from '../parts/layout';
import { labelOf } from '../parts/wording';
import { many, recordPairs, recordTable } from './outcome';

/** Rows of a result: its first list of objects, or the result itself as the only one. */
function rowsOf(data: Data): Data[] {
	const lists = Object.values(data).filter((value) => Array.isArray(value)) as unknown[][];
	const rows = lists.map((list) => list.filter(isData)).find((list) => list.length > 0);
	return rows ?? [data];
}

/** What a result says beside its rows. */
function besides(data: Data): Data {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => !Array.isArray(value)));
}

/** Any result as a table. */
export function tableCard(data: Data): Element {
	const rows = rowsOf(data);
	const [only] = rows;
	if (only === data) return card('Result', '', recordTable('Result', rows));
	return card('Result', '', recordPairs(besides(data)), many(rows));
}

/** Any result as one record. */
export function recordCard(data: Data): Element {
	const [first] = rowsOf(data);
	const shown = Object.keys(besides(data)).length > 0 ? data : (first ?? data);
	return card(textOf(shown.title) || textOf(shown.name) || 'Result', '', recordPairs(shown));
}

const TIMES = /^(at|date|day|week|month|time|from|created_?at)$/i;

/** Any result as a chart: over time if its rows have times, else a bar for each number. */
export function chartCard(data: Data): Element {
	const rows = rowsOf(data);
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const numbers = names.filter((name) => rows.some((row) => typeof row[name] === 'number'));
	const time = names.find((name) => TIMES.test(name) && rows.every((row) => isTime(row[name])));
	const charts = numbers.map((name) => [
		numbers.length > 1 && h('h2', {}, labelOf(name)),
		time !== undefined && rows.length > 1
			? line(labelOf(name), pointsOf(rows, time, name))
			: bars(labelOf(name), barsOf(rows, name)),
	]);
	const [only] = rows;
	const single =
		only === data
			? bars(
					'Numbers',
					numbers.map((name) => ({ label: labelOf(name), value: Number(data[name]) })),
					'each',
				)
			: charts;
	return card(textOf(data.title) || 'Result', '', single, recordTable('The numbers', rows));
}

function isTime(value: unknown): boolean {
	return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function pointsOf(rows: readonly Data[], time: string, name: string) {
	return rows
		.filter((row) => typeof row[name] === 'number')
		.map((row) => ({ at: textOf(row[time]), value: row[name] as number }))
		.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function barsOf(rows: readonly Data[], name: string): Bar[] {
	return rows.flatMap((row) => {
		const value = row[name];
		const label = Object.values(row).find((each) => typeof each === 'string');
		return typeof value === 'number' ? [{ label: textOf(label), value }] : [];
	});
}
