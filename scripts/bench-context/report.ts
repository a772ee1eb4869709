import { table } from '../docs-vendors/capability-table.ts';
import type { Comparison } from './compare.ts';
import type { SizeMeasurement, Times } from './measure.ts';

/** Milliseconds that are aimed at, in SQLite. */
const MOST_MS = 5;
const MOST_MS_OVER_MCP = 10;

export function renderReport(sizes: readonly SizeMeasurement[], comparison?: Comparison): string {
	const missed = problemsOf(sizes, comparison).map((problem) => `- ${problem}`);
	return [
		...(sizes.length > 0 ? [...sizeTable(sizes), ''] : []),
		...(comparison ? [...comparisonTable(comparison), ''] : []),
		missed.length > 0
			? ['Expectations missed:', '', ...missed].join('\n')
			: 'All expectations met.',
		'',
	].join('\n');
}

/** What was aimed at and not reached. */
export function problemsOf(sizes: readonly SizeMeasurement[], comparison?: Comparison): string[] {
	const slow = sizes
		.filter(({ store }) => store === 'SQLite')
		.flatMap(({ facts, getContext, upsert12, overMcp }) => [
			...tooSlow(`get context at ${count(facts)} facts`, getContext, MOST_MS),
			...tooSlow(`12 facts at ${count(facts)} facts`, upsert12, MOST_MS),
			...tooSlow(
				`get context over MCP at ${count(facts)} facts`,
				overMcp?.getContext,
				MOST_MS_OVER_MCP,
			),
		]);
	const wrong = comparison?.questions.wrong.map((text) => `answered wrongly: ${text}`) ?? [];
	return [...slow, ...wrong];
}

function tooSlow(what: string, times: Times | undefined, most: number): string[] {
	return times !== undefined && times.p95 > most ? [`${what}: p95 ${figure(times.p95)} ms`] : [];
}

function sizeTable(sizes: readonly SizeMeasurement[]): string[] {
	const heading = [
		'store',
		'companies',
		'people',
		'facts',
		'get context ms p50 / p95 / p99 (CPU)',
		'12 facts ms p50 / p95 / p99 (CPU)',
		'over MCP: get context ms p50 / p95 / p99',
		'over MCP: 12 facts ms p50 / p95 / p99',
	];
	const rows = sizes.map((each) => [
		each.store,
		count(each.accounts),
		count(each.people),
		count(each.facts),
		times(each.getContext),
		times(each.upsert12),
		each.overMcp === undefined ? '' : wallTimes(each.overMcp.getContext),
		each.overMcp === undefined ? '' : wallTimes(each.overMcp.upsert12),
	]);
	return table(heading, rows);
}

function comparisonTable({ contenders, questions }: Comparison): string[] {
	const heading = [
		'asked by',
		'calls',
		'requests to vendors',
		'bytes',
		'tokens',
		'ms p50',
		'ms p95',
	];
	const rows = contenders.map(({ name, calls, requests, bytes, tokens, p50, p95 }) => [
		name,
		figure(calls),
		figure(requests),
		count(Math.round(bytes)),
		count(Math.round(tokens)),
		figure(p50),
		figure(p95),
	]);
	return [
		...table(heading, rows),
		'',
		`${questions.right} of ${questions.asked} questions were answered right, from ${questions.calls} calls; the fan-out would have made ${questions.fanOutCalls}.`,
	];
}

function times(taken: Times): string {
	return `${wallTimes(taken)} (${figure(taken.cpu)})`;
}

/** Where another process works for it, too, processor times of this one say little. */
function wallTimes({ p50, p95, p99 }: Times): string {
	return [p50, p95, p99].map(figure).join(' / ');
}

function figure(value: number): string {
	return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

function count(value: number): string {
	return value.toLocaleString('en-US');
}
