import { CONTENDERS } from './contenders.ts';
import { SERVERS } from './measurement.ts';
import type { Measurement, Situation } from './measurement.ts';
import { renderTable } from './table.ts';

const HEADING = [
	'client',
	'first ms',
	'later ms',
	'calls a second',
	'÷ built-in',
	'requests, first',
	'requests, later',
	'requests a call',
];

/** Three significant digits, however large or small. */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return '–';
	if (value === 0) return '0';
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** n8n tells times in whole milliseconds; less than one is taken for one. */
const rateOf = ({ items, laterMs }: Measurement) => (items / Math.max(laterMs, 1)) * 1000;

function row(measured: Measurement, builtin: Measurement | undefined): string[] {
	const { contender, firstMs, laterMs, firstRequests, laterRequests, items } = measured;
	return [
		CONTENDERS[contender],
		figure(firstMs),
		figure(laterMs),
		figure(rateOf(measured)),
		builtin ? figure(rateOf(measured) / rateOf(builtin)) : '–',
		figure(firstRequests),
		figure(laterRequests),
		figure(laterRequests / items),
	];
}

const title = ({ server, delayMs, items }: Situation) =>
	`### ${SERVERS[server]}, ${items} item${items === 1 ? '' : 's'}, a call takes ${delayMs} ms`;

/** Markdown: a table for each situation. */
export function renderSpeed(measurements: Measurement[]): string {
	const titles = [...new Set(measurements.map(title))];
	return titles
		.flatMap((each) => {
			const here = measurements.filter((measured) => title(measured) === each);
			const builtin = here.find(({ contender }) => contender === 'builtin');
			const rows = here.map((measured) => row(measured, builtin));
			return [each, '', renderTable(HEADING, rows), ''];
		})
		.join('\n');
}
