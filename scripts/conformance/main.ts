import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import type { Progress } from '../install/progress.cjs';
import { N8N_VERSION } from '../n8n/cache-folder.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { KNOWN_LIMITS } from './known-limits.ts';
import { CONFORMANCE_USAGE, readConformanceOptions } from './options.ts';
import type { ConformanceOptions } from './options.ts';
import { REVISIONS } from './requirements.ts';
import type { Requirements, Revision } from './requirements.ts';
import { runSuite, suiteRequirements, suiteVersion } from './suite.ts';
import type { Suite } from './suite.ts';
import { renderMarkdown, renderSummary, renderText, tableOf } from './table.ts';
import { publishTargets, requireTarget } from './targets.ts';
import type { Target } from './targets.ts';
import { startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { verdict } from './verdict.ts';
import type { Run } from './verdict.ts';

interface Conformance {
	suite: Suite;
	progress: Progress;
	options: ConformanceOptions;
	requirements: Record<Revision, Requirements>;
	/** For results and logs. */
	artefactFolder: string;
}

const scenariosOf = ({ scored, notScored }: Requirements) => [
	...scored,
	...notScored.map(({ scenario }) => scenario),
];

function revisionsToRun({ options, requirements }: Conformance): Revision[] {
	const { scenario } = options;
	if (scenario === undefined) return [...REVISIONS];
	const found = REVISIONS.filter((each) => scenariosOf(requirements[each]).includes(scenario));
	if (found.length === 0) throw new SetupError(`no revision requires a scenario “${scenario}”`);
	return found;
}

async function testTarget(run: Conformance, { name, url }: Target): Promise<Run[]> {
	const { suite, progress, options, requirements, artefactFolder } = run;
	const runs: Run[] = [];
	for (const revision of revisionsToRun(run)) {
		const results = await progress.step(`${revision} against ${name} (${url})`, () =>
			runSuite({
				suite,
				url,
				revision,
				scenarios: scenariosOf(requirements[revision]),
				only: options.scenario,
				folder: join(artefactFolder, `${name}-${revision}`),
			}),
		);
		runs.push({ target: name, revision, results });
	}
	return runs;
}

/** Prints tables and what fails; returns the exit code. */
async function report(run: Conformance, runs: Run[]): Promise<number> {
	const { requirements, artefactFolder } = run;
	const revisions = REVISIONS.filter((each) => runs.some(({ revision }) => revision === each));
	const tables = revisions.map((each) => tableOf(each, runs, requirements[each]));
	for (const table of tables) process.stdout.write(`\n${renderText(table)}\n`);
	const summary = renderSummary(runs, requirements);
	const file = join(artefactFolder, 'table.md');
	const tested = `The official suite, ${await suiteVersion(run.suite)}, against n8n ${N8N_VERSION}.`;
	await writeFile(file, [tested, '', summary, '', renderMarkdown(tables, KNOWN_LIMITS)].join('\n'));
	const problems = verdict(runs, requirements, KNOWN_LIMITS);
	process.stdout.write(`\n${summary}\n\ntable: ${file}\n`);
	for (const problem of problems) process.stdout.write(`${problem}\n`);
	process.stdout.write(problems.length === 0 ? 'no scenario fails that must pass\n' : '');
	return problems.length === 0 ? 0 : 1;
}

async function testAll(run: Conformance, targets: Target[]): Promise<number> {
	const runs: Run[] = [];
	for (const target of targets) {
		await requireTarget(target.url);
		runs.push(...(await testTarget(run, target)));
	}
	return await report(run, runs);
}

async function leaveRunning(host: TemporaryN8n, targets: Target[]): Promise<void> {
	const lines = targets.map(({ name, url }) => `  ${name}: ${url}`);
	process.stdout.write(`\nn8n runs at ${host.n8n.url} until Ctrl-C\n${lines.join('\n')}\n`);
	await host.n8n.exited;
}

async function testStartedN8n(run: Conformance, root: string): Promise<number> {
	const { servers, afterwards } = run.options;
	if (servers.kind === 'running') return await testAll(run, [{ name: 'url', url: servers.url }]);
	const { progress, artefactFolder } = run;
	const host = await startTemporaryN8n({ root, progress, artefactFolder });
	try {
		const targets = await publishTargets(root, host, servers.targets);
		const code = await testAll(run, targets);
		if (afterwards === 'keep') await leaveRunning(host, targets);
		return code;
	} finally {
		await host.stop();
	}
}

async function run(options: ConformanceOptions): Promise<number> {
	const root = process.cwd();
	const suite: Suite = { root, runtime: nodeRuntime(root) };
	const artefactFolder = join(root, '.artefacts', 'conformance');
	await mkdir(artefactFolder, { recursive: true });
	const [older, newer] = await Promise.all(
		REVISIONS.map((each) => suiteRequirements(suite, each, 'server')),
	);
	if (!older || !newer) throw new SetupError('the conformance suite lists no requirements');
	const requirements = { '2025-11-25': older, '2026-07-28': newer };
	const progress = createProgress({ stream: process.stderr });
	return await testStartedN8n({ suite, progress, options, requirements, artefactFolder }, root);
}

await runCommand({
	usage: CONFORMANCE_USAGE,
	readOptions: readConformanceOptions,
	run,
});
