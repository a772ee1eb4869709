import type { KnownLimit } from './known-limits.ts';
import { expectedScenarios } from './requirements.ts';
import type { Requirements, Revision } from './requirements.ts';
import type { ScenarioResult } from './scenario-result.ts';
import { passes, scoreOf } from './verdict.ts';
import type { Run } from './verdict.ts';

const TITLES: Record<Run['target'], string> = {
	webhook: "ours, n8n's URL",
	port: 'ours, own port',
	builtin: 'built-in trigger',
	url: 'given URL',
};

export interface Table {
	revision: Revision;
	heading: string[];
	rows: string[][];
}

function cell(result: ScenarioResult | undefined): string {
	if (!result) return '';
	const { outcome, passed, failed } = result;
	if (outcome === 'not run') return 'no result';
	if (outcome === 'skipped') return 'untested';
	return `${outcome === 'passed' ? 'pass' : 'FAIL'} ${passed}/${passed + failed}`;
}

function label(scenario: string, { notScored }: Requirements): string {
	const reason = notScored.find((each) => each.scenario === scenario)?.reason;
	return reason === undefined ? scenario : `${scenario} (${reason})`;
}

/** Scenario × target for one revision, the last row the number of scored scenarios passed. */
export function tableOf(revision: Revision, runs: Run[], requirements: Requirements): Table {
	const ofRevision = runs.filter((run) => run.revision === revision);
	const all = [...requirements.scored, ...requirements.notScored.map((each) => each.scenario)];
	const ran = all.filter((scenario) =>
		ofRevision.some(({ results }) => results.some((result) => result.scenario === scenario)),
	);
	const rows = ran.map((scenario) => [
		label(scenario, requirements),
		...ofRevision.map(({ results }) => cell(results.find((each) => each.scenario === scenario))),
	]);
	const scores = ofRevision.map((run) => scoreOf(run, requirements));
	return {
		revision,
		heading: [`scenario, ${revision}`, ...ofRevision.map(({ target }) => TITLES[target])],
		rows: [...rows, ['scored, passed', ...scores.map(({ passed, of }) => `${passed}/${of}`)]],
	};
}

/** For a terminal: columns of equal width. */
export function renderText({ heading, rows }: Table): string {
	const widths = heading.map((_, column) =>
		Math.max(...[heading, ...rows].map((row) => (row[column] ?? '').length)),
	);
	const line = (row: string[]) =>
		row
			.map((text, column) => text.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	return [heading, ...rows].map(line).join('\n');
}

function renderMarkdownTable({ heading, rows }: Pick<Table, 'heading' | 'rows'>): string {
	const line = (row: string[]) => `| ${row.join(' | ')} |`;
	return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

function renderLimits(limits: KnownLimit[]): string[] {
	if (limits.length === 0) return [];
	const lines = limits.map(
		({ target, revision, scenario, reason }) =>
			`- ${TITLES[target]}, ${revision}, \`${scenario}\`: ${reason}`,
	);
	return ['What a URL under n8n’s control cannot pass:', '', ...lines, ''];
}

/** How many of the expected scenarios without a score a run passed, of those that test anything. */
function beyondScore(run: Run, requirements: Requirements): string {
	const expected = expectedScenarios(requirements);
	const also = expected.filter((scenario) => !requirements.scored.includes(scenario));
	const results = run.results.filter(
		({ scenario, outcome }) => also.includes(scenario) && outcome !== 'skipped',
	);
	return `${results.filter(passes).length}/${results.length}`;
}

/** A line for each target and revision: scored scenarios passed, and those expected beyond. */
export function renderSummary(runs: Run[], requirements: Record<Revision, Requirements>): string {
	const rows = runs.map((run) => {
		const required = requirements[run.revision];
		const { passed, of } = scoreOf(run, required);
		return [TITLES[run.target], run.revision, `${passed}/${of}`, beyondScore(run, required)];
	});
	const heading = ['server', 'revision', 'scored', 'extensions and pending'];
	return renderMarkdownTable({ heading, rows });
}

/** The same tables for the documentation. */
export function renderMarkdown(tables: Table[], limits: KnownLimit[]): string {
	const parts = tables.flatMap((table) => [
		`## ${table.revision}`,
		'',
		renderMarkdownTable(table),
		'',
	]);
	return [...parts, ...renderLimits(limits)].join('\n');
}
