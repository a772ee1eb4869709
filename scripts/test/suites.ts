import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { hasServers } from '../cluster/servers.ts';
import { withLock } from '../install/file-lock.cjs';
import type { Progress } from '../install/progress.cjs';
import { buildCommand, recordBuild } from '../n8n/build-package.ts';
import { readJsonFile } from '../n8n/json-file.ts';
import type { NodeRuntime } from '../n8n/node-runtime.ts';
import { prepareHost } from '../n8n/prepare-host.ts';
import { ensureChromium } from './chromium.ts';
import { summariseJest } from './jest-report.ts';
import type { JestReport } from './jest-report.ts';
import type { SuiteName, TestOptions } from './options.ts';
import { runInherited } from './run-inherited.ts';
import type { InheritedResult } from './run-inherited.ts';
import { singleCheck, skippedSuite } from './suite-result.ts';
import type { SuiteResult } from './suite-result.ts';

const MINUTE_MS = 60_000;
const CHECK_DEADLINE_MS = 10 * MINUTE_MS;
const JEST_DEADLINE_MS = 30 * MINUTE_MS;
/** It only ends what hangs: a browser without a graphics card is slow, the more so on a busy machine. */
const E2E_DEADLINE_MS = 45 * MINUTE_MS;

export interface TestRun {
	/** The repository. */
	root: string;
	runtime: NodeRuntime;
	skips: TestOptions['skips'];
	progress: Progress;
}

const moduleScript = (root: string, path: string) => join(root, 'node_modules', path);

async function runNode(
	{ root, runtime }: TestRun,
	args: string[],
	options: { deadline: number; env?: NodeJS.ProcessEnv },
): Promise<InheritedResult> {
	const env = { ...process.env, ...options.env };
	const { deadline } = options;
	return await runInherited({ command: runtime.executable, args, cwd: root, env, deadline });
}

function problemOf(what: string, { code, outcome }: InheritedResult): string | undefined {
	if (outcome !== 'ended') return `${what} was ${outcome}`;
	return code === 0 ? undefined : `${what} ended with ${code ?? 'a signal'}`;
}

async function lint(run: TestRun): Promise<SuiteResult> {
	const deadline = CHECK_DEADLINE_MS;
	const eslintScript = moduleScript(run.root, 'eslint/bin/eslint.js');
	const prettierScript = moduleScript(run.root, 'prettier/bin/prettier.cjs');
	const eslint = await runNode(run, [eslintScript, '.'], { deadline });
	const prettier = await runNode(run, [prettierScript, '--check', '.'], { deadline });
	const problems = [problemOf('eslint', eslint), problemOf('prettier', prettier)];
	const problem = problems.filter((each) => each !== undefined).join(' and ');
	const milliseconds = eslint.milliseconds + prettier.milliseconds;
	return singleCheck('lint', problem === '' ? undefined : problem, milliseconds);
}

async function types(run: TestRun): Promise<SuiteResult> {
	const check = async (project: string) => {
		const args = [moduleScript(run.root, 'typescript/bin/tsc'), '-p', project];
		return await runNode(run, args, { deadline: CHECK_DEADLINE_MS });
	};
	const own = await check('tsconfig.check.json');
	// Programs of cards run in a browser, and know its names.
	const cards = await check('src/mcp/cards/view/tsconfig.json');
	const problems = [problemOf('tsc', own), problemOf('tsc of the cards', cards)];
	const problem = problems.filter((each) => each !== undefined).join(' and ');
	const milliseconds = own.milliseconds + cards.milliseconds;
	return singleCheck('types', problem === '' ? undefined : problem, milliseconds);
}

async function build(run: TestRun): Promise<SuiteResult> {
	const { root, runtime } = run;
	const [, args] = buildCommand(root, runtime);
	const work = async () => {
		const built = await runNode(run, args, { deadline: CHECK_DEADLINE_MS });
		if (built.code === 0) await recordBuild(root);
		return built;
	};
	const result = await withLock(join(root, '.artefacts', 'build.lock'), work);
	return singleCheck('build', problemOf('gulp build', result), result.milliseconds);
}

/**
 * A worker keeps much of what each of its files loads: the suite of nodes, with n8n-core in every file,
 * outgrows the 4 GB that Node allows by itself.
 */
const HEAP = '--max-old-space-size=12288';

/** Without it jest leaves a core free, and two are all that many machines have. */
const WORKERS = `--maxWorkers=${Math.min(4, availableParallelism())}`;

async function jest(run: TestRun, name: SuiteName, env?: NodeJS.ProcessEnv): Promise<SuiteResult> {
	const folder = join(run.root, '.artefacts', 'jest');
	const outputFile = join(folder, `${name}.json`);
	await mkdir(folder, { recursive: true });
	await rm(outputFile, { force: true });
	const args = [
		HEAP,
		moduleScript(run.root, 'jest/bin/jest.js'),
		...['--selectProjects', name, '--passWithNoTests', '--json', '--outputFile', outputFile],
		WORKERS,
		...(run.skips === 'failures' ? ['--ci'] : []),
	];
	const deadline = name === 'e2e' ? E2E_DEADLINE_MS : JEST_DEADLINE_MS;
	const result = await runNode(run, args, { deadline, ...(env ? { env } : {}) });
	const report = (await readJsonFile(outputFile)) as JestReport | undefined;
	const { code: exitCode, milliseconds } = result;
	return summariseJest({ name, report, exitCode, milliseconds, skips: run.skips });
}

async function e2e(run: TestRun): Promise<SuiteResult> {
	const startedAt = Date.now();
	const { root, progress } = run;
	await prepareHost({ root, progress });
	const chromium = await ensureChromium(root, progress);
	if (!chromium) progress.say('there is no Chromium: the tests in the editor are skipped');
	const preparation = Date.now() - startedAt;
	const env = { CHROMIUM_PATH: chromium ?? '' };
	const result = await jest(run, 'e2e', env);
	return { ...result, milliseconds: result.milliseconds + preparation };
}

/** The official suite against our own server at both its places; n8n's own trigger is left out. */
async function conformance(run: TestRun): Promise<SuiteResult> {
	const script = join(run.root, 'scripts', 'conformance', 'main.ts');
	const args = [script, '--target', 'webhook', '--target', 'port'];
	const result = await runNode(run, args, { deadline: CHECK_DEADLINE_MS });
	return singleCheck('conformance', problemOf('conformance', result), result.milliseconds);
}

/** The official suite against our client: the node in n8n-core, and its library. */
async function conformanceClient(run: TestRun): Promise<SuiteResult> {
	const script = join(run.root, 'scripts', 'conformance-client', 'main.ts');
	const result = await runNode(run, [script], { deadline: CHECK_DEADLINE_MS });
	const problem = problemOf('conformance-client', result);
	return singleCheck('conformance-client', problem, result.milliseconds);
}

/** n8n in queue mode, in a form that takes minutes; `npm run test:queue` is the whole. */
async function queue(run: TestRun): Promise<SuiteResult> {
	if (run.skips === 'allowed' && !(await hasServers())) {
		run.progress.say('there is no PostgreSQL or no Redis: n8n in queue mode is not tested');
		return skippedSuite('queue');
	}
	const script = join(run.root, 'scripts', 'cluster', 'main.ts');
	const result = await runNode(run, [script, '--short'], { deadline: CHECK_DEADLINE_MS });
	return singleCheck('queue', problemOf('queue', result), result.milliseconds);
}

/** How each suite is run; each resolves with a result even when its tests fail. */
export const SUITE_RUNNERS: Record<SuiteName, (run: TestRun) => Promise<SuiteResult>> = {
	lint,
	types,
	build,
	unit: (run) => jest(run, 'unit'),
	node: (run) => jest(run, 'node'),
	contract: (run) => jest(run, 'contract'),
	e2e,
	conformance,
	'conformance-client': conformanceClient,
	queue,
};
