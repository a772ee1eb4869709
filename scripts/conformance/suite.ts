import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { NodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { runWithDeadline } from './run-with-deadline.ts';
import { readRequirements } from './requirements.ts';
import type { Requirements, Revision, Side } from './requirements.ts';
import { notRun, readResults, SERVER_FOLDER } from './scenario-result.ts';
import type { ScenarioResult } from './scenario-result.ts';

const SCENARIO_TIMEOUT_MS = 20_000;
/** A run takes under a minute against a server that answers; a mute one costs every time-out. */
const RUN_DEADLINE_MS = 12 * 60_000;

export interface Suite {
	/** The repository. */
	root: string;
	runtime: NodeRuntime;
}

const PACKAGE = '@modelcontextprotocol/conformance';

/** The suite's command. */
export const suiteProgram = (root: string) => join(root, 'node_modules', PACKAGE, 'dist/index.js');

/** Name and version of the installed suite. */
export async function suiteVersion({ root }: Suite): Promise<string> {
	const file = join(root, 'node_modules', PACKAGE, 'package.json');
	const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
	return `${PACKAGE} ${version}`;
}

/** What the installed suite requires of one side for a revision. Throws SetupError. */
export async function suiteRequirements(
	suite: Suite,
	revision: Revision,
	side: Side,
): Promise<Requirements> {
	const args = [suiteProgram(suite.root), 'list', '--requirements', revision];
	const { stdout } = await promisify(execFile)(suite.runtime.executable, args);
	const requirements = readRequirements(stdout, side);
	if (requirements.scored.length === 0) {
		throw new SetupError(`the conformance suite lists no ${side} scenarios for ${revision}`);
	}
	return requirements;
}

export interface SuiteRun {
	suite: Suite;
	url: string;
	revision: Revision;
	scenarios: string[];
	/** Which of the scenarios to run: one alone needs other arguments than the whole list. */
	only: string | undefined;
	/** The suite's results go here; emptied first. */
	folder: string;
}

function runArguments({ suite, url, revision, only, folder }: SuiteRun): string[] {
	const what =
		only === undefined
			? ['--requirements', revision]
			: ['--scenario', only, '--spec-version', revision, '--force'];
	const timeout = String(SCENARIO_TIMEOUT_MS);
	return [
		suiteProgram(suite.root),
		...['server', '--url', url, '--timeout', timeout, '-o', folder],
		...what,
	];
}

/**
 * Runs the suite for one revision against one server, its output in `<folder>.log`, and returns a
 * result for every scenario, also for those that left none.
 */
export async function runSuite(run: SuiteRun): Promise<ScenarioResult[]> {
	const { suite, scenarios, only, folder } = run;
	await rm(folder, { recursive: true, force: true });
	const outcome = await runWithDeadline({
		command: suite.runtime.executable,
		args: runArguments(run),
		logFile: `${folder}.log`,
		deadline: RUN_DEADLINE_MS,
	});
	const results = await readResults(folder, SERVER_FOLDER);
	const wanted = only === undefined ? scenarios : [only];
	const reason = `the suite left no result (${outcome}): see ${folder}.log`;
	return wanted.map((scenario) => results.get(scenario) ?? notRun(scenario, reason));
}
