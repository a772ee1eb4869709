import type { SuiteResult } from './suite-result.ts';

const HEADINGS = ['suite', 'duration', 'passed', 'failed', 'skipped'];

function duration(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

function add(results: SuiteResult[], field: 'failed' | 'milliseconds' | 'passed' | 'skipped') {
	return results.reduce((sum, result) => sum + result[field], 0);
}

function cells(row: Omit<SuiteResult, 'problems' | 'skippedNames'>): string[] {
	const counts = [row.passed, row.failed, row.skipped].map(String);
	return [row.name, duration(row.milliseconds), ...counts];
}

/** First column to the left, numbers to the right. */
function align(rows: string[][]): string[] {
	const widths = HEADINGS.map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	return rows.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 ? cell.padEnd(width) : cell.padStart(width);
			})
			.join('  '),
	);
}

/** Whether the run as a whole failed. */
export function hasFailed(results: SuiteResult[], skips: 'allowed' | 'failures'): boolean {
	return add(results, 'failed') > 0 || (skips === 'failures' && add(results, 'skipped') > 0);
}

/**
 * Problems, skipped tests by name, one table and, as the last line, exactly
 * `N passed, N failed, N skipped`.
 */
export function renderSummary(results: SuiteResult[], skips: 'allowed' | 'failures'): string {
	const total = {
		name: 'total',
		milliseconds: add(results, 'milliseconds'),
		passed: add(results, 'passed'),
		failed: add(results, 'failed'),
		skipped: add(results, 'skipped'),
	};
	const problems = results.flatMap(({ name, problems: all }) =>
		all.map((problem) => `failed: ${name}: ${problem}`),
	);
	const skipLabel = skips === 'failures' ? 'skipped, which fails this run' : 'skipped';
	const skipped = results.flatMap(({ name, skippedNames }) =>
		skippedNames.map((test) => `${skipLabel}: ${name}: ${test}`),
	);
	const table = align([HEADINGS, ...results.map(cells), cells(total)]);
	const last = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
	return ['', ...problems, ...skipped, '', ...table, '', last, ''].join('\n');
}
