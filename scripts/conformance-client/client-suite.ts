import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import type { Revision } from '../conformance/requirements.ts';
import { runWithDeadline } from '../conformance/run-with-deadline.ts';
import { CLIENT_FOLDER, notRun, readResults } from '../conformance/scenario-result.ts';
import type { ScenarioResult } from '../conformance/scenario-result.ts';
import { suiteProgram } from '../conformance/suite.ts';
import type { Suite } from '../conformance/suite.ts';

/** All scenarios start at once, and each loads n8n-core: on a busy machine that takes a while. */
const SCENARIO_TIMEOUT_MS = 90_000;
const RUN_DEADLINE_MS = 5 * 60_000;

/**
 * The program that the suite starts for each scenario, as one file: it shares the harness of the
 * node tests, whose modules Node cannot run as they are.
 */
export async function bundleClient(root: string, folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, 'client.cjs');
	await build({
		entryPoints: [join(root, 'scripts/conformance-client/program/main.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node24',
		format: 'cjs',
		packages: 'external',
		absWorkingDir: root,
		logLevel: 'warning',
	});
	return outfile;
}

export interface ClientSuiteRun {
	suite: Suite;
	/** From bundleClient. */
	program: string;
	revision: Revision;
	scenarios: string[];
	/** Which of the scenarios to run: one alone needs other arguments than the whole list. */
	only: string | undefined;
	/** The suite's results go here; emptied first. */
	folder: string;
}

function runArguments(run: ClientSuiteRun): string[] {
	const { suite, program, revision, only, folder } = run;
	const what =
		only === undefined
			? ['--requirements', revision]
			: ['--scenario', only, '--spec-version', revision, '--force'];
	return [
		suiteProgram(suite.root),
		'client',
		...['--command', `${suite.runtime.executable} ${program}`],
		...['--timeout', String(SCENARIO_TIMEOUT_MS), '-o', folder],
		...what,
	];
}

/** Runs the suite against our client and returns a result for every scenario. */
export async function runClientSuite(run: ClientSuiteRun): Promise<ScenarioResult[]> {
	const { suite, scenarios, only, folder } = run;
	await rm(folder, { recursive: true, force: true });
	const outcome = await runWithDeadline({
		command: suite.runtime.executable,
		args: runArguments(run),
		logFile: `${folder}.log`,
		deadline: RUN_DEADLINE_MS,
	});
	const results = await readResults(folder, CLIENT_FOLDER);
	const wanted = only === undefined ? scenarios : [only];
	const reason = `the suite left no result (${outcome}): see ${folder}.log`;
	return wanted.map((scenario) => results.get(scenario) ?? notRun(scenario, reason));
}
