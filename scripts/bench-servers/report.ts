import { figure } from '../bench-client/speed-report.ts';
import { renderTable } from '../bench-client/table.ts';
import type { Summary } from '../bench-server/statistics.ts';
import { type Contender, type ContenderName, CONTENDERS } from './contenders.ts';

export type Measured = Pick<Contender, 'name' | 'bytes' | 'answerTokens' | 'listTokens'> & Summary;

const HEADING = [
	'a contact by email',
	'p50 ms',
	'p95 ms',
	'over bare, p50 ms',
	'CPU ms',
	'bytes',
	'tokens of the answer',
	'tokens of the tools',
	'errors',
];

/** Milliseconds that the way through an MCP server may add to the vendor's own answer. */
const MOST_OVER_BARE_MS = 2;

function p50Of(measured: readonly Measured[], name: ContenderName): number {
	return measured.find((each) => each.name === name)?.p50 ?? Number.NaN;
}

/** Markdown: a row for each way. */
export function renderReport(measured: readonly Measured[]): string {
	const bare = p50Of(measured, 'bare');
	const rows = measured.map((each) => [
		CONTENDERS[each.name],
		figure(each.p50),
		figure(each.p95),
		each.name === 'bare' ? '–' : figure(each.p50 - bare),
		figure(each.cpu),
		String(each.bytes),
		String(each.answerTokens),
		String(each.listTokens ?? '–'),
		String(each.errors),
	]);
	return renderTable(HEADING, rows);
}

/** The goal of the project, and what was measured. */
export function goal(measured: readonly Measured[]): { text: string; met: boolean } {
	const over = p50Of(measured, 'port') - p50Of(measured, 'bare');
	const met = over <= MOST_OVER_BARE_MS;
	const text = `in process, own port: at most ${MOST_OVER_BARE_MS} ms over the bare call (p50): ${figure(over)}`;
	return { text: `${met ? 'met' : 'missed'}: ${text}`, met };
}
