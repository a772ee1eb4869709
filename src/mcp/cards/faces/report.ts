import { h, type Child, type Element } from '../tree/element';
import { bars, line, type Point } from '../parts/chart';
import { dataIn, isData, listIn, textOf, textsIn, type Data } from '../parts/data';
import { card, notice, section } from '../parts/layout';
import { table } from '../parts/table';
import { dayText, labelOf, numberText } from '../parts/wording';
import { recordPairs, toneOf } from './outcome';

/** Metrics with their chart: of a report, a query, a funnel, an alert, or the use of a product. */
export function reportCard(answer: Data): Element {
	const record = dataIn(answer, 'record');
	const metrics = Array.isArray(answer.record)
		? listIn(answer, 'record')
		: listIn(record, 'metrics');
	const window = dataIn(metrics[0]?.window ?? record.window);
	const said = textOf(dataIn(answer, 'reason').message);
	return card(
		textOf(record.title) || textOf(record.alert) || namesOf(metrics) || 'Report',
		windowText(window),
		said !== '' && notice(toneOf(answer.status), labelOf(textOf(answer.status)), h('p', {}, said)),
		textsIn(record, 'missing').map((missing) => notice('warn', 'Missing', h('p', {}, missing))),
		typeof record.fires === 'boolean' &&
			notice(
				record.fires ? 'bad' : 'good',
				record.fires ? 'The alert fires' : 'All quiet',
				h('p', {}, textOf(record.explanation)),
			),
		metrics.map((metric) => line(labelOfMetric(metric), pointsOf(metric))),
		metrics.length > 1 || metrics.some(({ previous }) => previous !== undefined)
			? chart(metrics)
			: false,
		numbers(metrics),
		metrics.length === 0 && !isAlert(record) && recordPairs(record),
		section(
			'Good to know',
			textsIn(answer, 'notes').map((note) => h('p', {}, note)),
		),
		h('p', { class: 'soft' }, textOf(answer.provider)),
	);
}

function isAlert(record: Data): boolean {
	return typeof record.fires === 'boolean';
}

function namesOf(metrics: readonly Data[]): string {
	return [...new Set(metrics.map(({ name }) => textOf(name)))].slice(0, 3).join(', ');
}

function windowText({ from, to }: Data): string {
	return textOf(from) === '' ? '' : `${dayText(from)} to ${dayText(to)}`;
}

function pointsOf(metric: Data): Point[] {
	return listIn(metric, 'series').flatMap(({ at, value }) =>
		typeof at === 'string' && typeof value === 'number' ? [{ at, value }] : [],
	);
}

function chart(metrics: readonly Data[]): Child {
	const units = new Set(metrics.map(({ unit }) => unit));
	const compared = metrics.some(({ previous }) => previous !== undefined);
	return bars(
		'The metrics as bars',
		metrics.flatMap((metric) => {
			const { value, previous } = metric;
			if (typeof value !== 'number') return [];
			return [
				{
					label: labelOfMetric(metric),
					value,
					text: written(value, metric.unit),
					...(typeof previous === 'number' && { previous }),
				},
			];
		}),
		units.size > 1 || compared ? 'each' : 'one',
	);
}

function numbers(metrics: readonly Data[]): Child {
	const has = (name: string) => metrics.some((metric) => metric[name] !== undefined);
	const column = (title: string, name: string, cell: (metric: Data) => string) =>
		has(name) ? [{ title, cell, isNumber: true }] : [];
	return table(
		'The metrics as numbers',
		[
			{ title: 'Metric', cell: labelOfMetric },
			...column('Value', 'value', ({ value, unit }) => written(value, unit)),
			...column('Before', 'previous', ({ previous, unit }) => written(previous, unit)),
			...column('Change', 'changeRatio', ({ changeRatio }) => changeText(changeRatio)),
			...column('Of', 'denominator', ({ numerator, denominator }) =>
				denominator === undefined ? '' : `${written(numerator)} of ${written(denominator)}`,
			),
		],
		metrics,
	);
}

function labelOfMetric({ name, dimensions }: Data): string {
	const values = isData(dimensions) ? Object.values(dimensions).map(textOf) : [];
	return [textOf(name), ...values].join(' · ');
}

function written(value: unknown, unit?: unknown): string {
	if (typeof value !== 'number') return '–';
	if (unit === 'ratio') return `${(value * 100).toFixed(1)} %`;
	const word = textOf(unit);
	return word === '' || word === 'count' ? numberText(value) : `${numberText(value)} ${word}`;
}

function changeText(ratio: unknown): string {
	if (typeof ratio !== 'number') return '–';
	return `${ratio >= 0 ? '+' : '−'}${Math.abs(ratio * 100).toFixed(1)} %`;
}
