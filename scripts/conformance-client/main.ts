import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { suiteRequirements, suiteVersion } from '../conformance/suite.ts';
import type { Suite } from '../conformance/suite.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { bundleClient, runClientSuite } from './client-suite.ts';
import { clientVerdict } from './expectations.ts';
import { CLIENT_CONFORMANCE_USAGE, readClientConformanceOptions } from './options.ts';
import type { ClientConformanceOptions } from './options.ts';
import { renderClientReport } from './report.ts';
import type { ClientRun } from './report.ts';

async function runAll(
	suite: Suite,
	folder: string,
	{ revisions, scenario }: ClientConformanceOptions,
): Promise<ClientRun[]> {
	const progress = createProgress({ stream: process.stderr });
	await ensureBuilt({ root: suite.root, progress });
	const program = await bundleClient(suite.root, folder);
	const runs: ClientRun[] = [];
	for (const revision of revisions) {
		const requirements = await suiteRequirements(suite, revision, 'client');
		const { scored, notScored } = requirements;
		const scenarios = [...scored, ...notScored.map((each) => each.scenario)];
		if (scenario !== undefined && !scenarios.includes(scenario)) continue;
		const results = await progress.step(`${revision}, our client`, () =>
			runClientSuite({
				suite,
				program,
				revision,
				scenarios,
				only: scenario,
				folder: join(folder, revision),
			}),
		);
		runs.push({ revision, requirements, results });
	}
	if (runs.length === 0) throw new SetupError(`no revision requires a scenario “${scenario}”`);
	return runs;
}

/** Prints and writes the tables and what fails; returns the exit code. */
async function report(suite: Suite, folder: string, runs: ClientRun[]): Promise<number> {
	const tested = `The official suite, ${await suiteVersion(suite)}, against our client.`;
	const text = `${tested}\n\n${renderClientReport(runs)}`;
	const file = join(folder, 'table.md');
	await writeFile(file, text);
	process.stdout.write(`\n${text}\ntable: ${file}\n`);
	const problems = runs.flatMap(({ revision, results, requirements }) =>
		clientVerdict(revision, results, requirements),
	);
	for (const problem of problems) process.stdout.write(`${problem}\n`);
	process.stdout.write(problems.length === 0 ? 'no scenario fails that must pass\n' : '');
	return problems.length === 0 ? 0 : 1;
}

async function run(options: ClientConformanceOptions): Promise<number> {
	const root = process.cwd();
	const suite: Suite = { root, runtime: nodeRuntime(root) };
	const folder = join(root, '.artefacts', 'conformance-client');
	await mkdir(folder, { recursive: true });
	return await report(suite, folder, await runAll(suite, folder, options));
}

await runCommand({
	usage: CLIENT_CONFORMANCE_USAGE,
	readOptions: readClientConformanceOptions,
	run,
});
