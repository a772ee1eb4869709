import type { Requirements, Revision } from '../conformance/requirements.ts';
import type { ScenarioResult } from '../conformance/scenario-result.ts';
import { clientPasses, driverOf, expectedOfClient, NOT_CLAIMED } from './expectations.ts';
import type { Driver } from './expectations.ts';

/** One run of the suite against our client. */
export interface ClientRun {
	revision: Revision;
	requirements: Requirements;
	results: ScenarioResult[];
}

const DRIVERS: Record<Driver, string> = {
	node: 'the node, in n8n-core',
	library: 'the client library',
};

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

function table(heading: string[], rows: string[][]): string {
	const widths = heading.map((_, column) =>
		Math.max(...[heading, ...rows].map((cells) => (cells[column] ?? '').length)),
	);
	const pad = (cells: string[]) => line(cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)));
	return [pad(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(pad)].join(
		'\n',
	);
}

function cell(result: ScenarioResult | undefined): string {
	if (!result) return '';
	if (result.outcome === 'not run') return 'no result';
	const { passed, failed, warnings } = result;
	const checks = `${passed}/${passed + failed + warnings.length}`;
	return `${clientPasses(result) ? 'pass' : 'FAIL'} ${checks}`;
}

function label(scenario: string, runs: ClientRun[]): string {
	const reasons = runs.flatMap(({ requirements }) =>
		requirements.notScored.filter((each) => each.scenario === scenario),
	);
	return reasons[0] === undefined ? scenario : `${scenario} (${reasons[0].reason})`;
}

function count(run: ClientRun, among: (scenario: string) => boolean): string {
	const counted = run.results.filter(({ scenario }) => among(scenario));
	return `${counted.filter(clientPasses).length}/${counted.length}`;
}

function summary(runs: ClientRun[]): string {
	const rows = runs.map((run) => {
		const scored = new Set(run.requirements.scored);
		const expected = new Set(expectedOfClient(run.requirements));
		const by = (driver: Driver) =>
			count(run, (scenario) => expected.has(scenario) && driverOf(scenario) === driver);
		return [
			run.revision,
			count(run, (scenario) => scored.has(scenario)),
			count(run, (scenario) => expected.has(scenario) && !scored.has(scenario)),
			by('node'),
			by('library'),
		];
	});
	return table(['revision', 'scored', 'expected beyond', DRIVERS.node, DRIVERS.library], rows);
}

/** Markdown, and legible in a terminal: what was passed, by which part of the package. */
export function renderClientReport(runs: ClientRun[]): string {
	const scenarios = [
		...new Set(runs.flatMap(({ results }) => results.map(({ scenario }) => scenario))),
	];
	const rows = scenarios.map((scenario) => [
		label(scenario, runs),
		DRIVERS[driverOf(scenario)],
		...runs.map(({ results }) => cell(results.find((each) => each.scenario === scenario))),
	]);
	const heading = ['scenario', 'run by', ...runs.map(({ revision }) => revision)];
	const notClaimed = NOT_CLAIMED.filter(({ scenario }) => scenarios.includes(scenario)).map(
		({ scenario, reason }) => `- \`${scenario}\`: ${reason}`,
	);
	return [
		summary(runs),
		'',
		table(heading, rows),
		'',
		...(notClaimed.length === 0 ? [] : ['Not claimed:', '', ...notClaimed, '']),
	].join('\n');
}
