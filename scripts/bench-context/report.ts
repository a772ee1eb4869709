import { table } from '../docs-vendors/capability-table.ts';
import type { Comparison } from './compare.ts';
import type { SizeMeasurement, Times } from './measure.ts';

/** Milliseconds that are aimed at, in SQLite. */
const MOST_MS = 5;

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
		.flatMap(({ facts, getContext, upsert12 }) => [
			...(getContext.p95 > MOST_MS
				? [`get context at ${count(facts)} facts: p95 ${figure(getContext.p95)} ms`]
				: []),
			...(upsert12.p95 > MOST_MS
				? [`12 facts at ${count(facts)} facts: p95 ${figure(upsert12.p95)} ms`]
				: []),
		]);
	const wrong = comparison?.questions.wrong.map((text) => `answered wrongly: ${text}`) ?? [];
	return [...slow, ...wrong];
}

function sizeTable(sizes: readonly SizeMeasurement[]): string[] {
	const heading = [
		'store',
		'companies',
		'people',
		'facts',
		'get context ms p50 / p95 / p99 (CPU)',
		'12 facts ms p50 / p95 / p99 (CPU)',
		'facts a second while filling',
	];
	const rows = sizes.map((each) => [
		each.store,
		count(each.accounts),
		count(each.people),
		count(each.facts),
		times(each.getContext),
		times(each.upsert12),
		count(Math.round(each.factsPerSecond)),
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

function times({ p50, p95, p99, cpu }: Times): string {
	return `${[p50, p95, p99].map(figure).join(' / ')} (${figure(cpu)})`;
}

function figure(value: number): string {
	return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

function count(value: number): string {
	return value.toLocaleString('en-US');
}
