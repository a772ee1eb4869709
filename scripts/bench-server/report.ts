import { CONTENDERS } from './contenders.ts';
import type { ContenderName } from './contenders.ts';
import { CONCURRENCIES } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import { OPERATIONS } from '../load/requests.ts';
import type { Operation } from '../load/requests.ts';

type Find = (
	contender: ContenderName,
	method: Operation['method'],
	concurrency: number,
) => Measurement | undefined;

function finder(measurements: Measurement[]): Find {
	return (contender, method, concurrency) =>
		measurements.find(
			(each) =>
				each.contender === contender && each.method === method && each.concurrency === concurrency,
		);
}

const HEADING = [
	'server',
	'p50 ms',
	'p95 ms',
	'a second',
	'CPU ms',
	'rate ÷ bare',
	'CPU ÷ bare',
	'rate ÷ Webhook',
	'CPU ÷ Webhook',
	'errors',
];

/** Three significant digits, however large or small. */
function figure(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return '–';
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function ratios(measured: Measurement, reference: Measurement | undefined): string[] {
	if (!reference) return ['–', '–'];
	return [figure(measured.rate / reference.rate), figure(measured.cpu / reference.cpu)];
}

function row(measured: Measurement, find: Find): string[] {
	const { contender, method, concurrency, p50, p95, rate, cpu, errors } = measured;
	return [
		CONTENDERS[contender],
		...[p50, p95, rate, cpu].map(figure),
		...ratios(measured, find('bare', method, concurrency)),
		...ratios(measured, find('plain', method, concurrency)),
		String(errors),
	];
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** Columns of equal width read well in a terminal too. */
function renderTable(rows: string[][]): string {
	const widths = HEADING.map((_, column) =>
		Math.max(...[HEADING, ...rows].map((cells) => (cells[column] ?? '').length)),
	);
	const pad = (cells: string[]) =>
		cells.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
		);
	const rule = widths.map((width, column) =>
		column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
	);
	return [line(pad(HEADING)), line(rule), ...rows.map((cells) => line(pad(cells)))].join('\n');
}

/** Markdown: a table for each operation and concurrency. */
export function renderReport(measurements: Measurement[]): string {
	const find = finder(measurements);
	const parts = OPERATIONS.flatMap(({ method }) =>
		CONCURRENCIES.flatMap((concurrency) => {
			const rows = measurements
				.filter((each) => each.method === method && each.concurrency === concurrency)
				.map((each) => row(each, find));
			return [`### ${method}, ${concurrency} at once`, '', renderTable(rows), ''];
		}),
	);
	return parts.join('\n');
}

/** A goal of the project, and what was measured. */
export interface Expectation {
	text: string;
	outcome: 'met' | 'missed' | 'not measured';
}

interface Goal {
	text: string;
	/** The measured figure, undefined when something is missing. */
	measured: number | undefined;
	holds: (measured: number) => boolean;
}

function quotient(above: number | undefined, below: number | undefined): number | undefined {
	return above === undefined || below === undefined ? undefined : above / below;
}

function goals(find: Find, concurrency: number): Goal[] {
	const list = (name: ContenderName) => find(name, 'tools/list', concurrency);
	const call = (name: ContenderName) => find(name, 'tools/call', concurrency);
	return [
		{
			text: 'tools/list on the own port: at least 100 times the rate of the built-in trigger',
			measured: quotient(list('port')?.rate, list('builtin')?.rate),
			holds: (measured) => measured >= 100,
		},
		{
			text: 'tools/list on the own port: at most 1.5 times the CPU time of the bare server',
			measured: quotient(list('port')?.cpu, list('bare')?.cpu),
			holds: (measured) => measured <= 1.5,
		},
		{
			text: 'a flow call on the own port: no more CPU time than the plain Webhook',
			measured: quotient(call('port')?.cpu, call('plain')?.cpu),
			holds: (measured) => measured <= 1,
		},
	];
}

/** Whether the goals hold, at every concurrency. */
export function expectations(measurements: Measurement[]): Expectation[] {
	const find = finder(measurements);
	return CONCURRENCIES.flatMap((concurrency) =>
		goals(find, concurrency).map(({ text, measured, holds }) => {
			const outcome = measured === undefined ? 'not measured' : holds(measured) ? 'met' : 'missed';
			const told = `${text} (${concurrency} at once): ${figure(measured)}`;
			return { text: told, outcome } as const;
		}),
	);
}
