import { createProgress } from '../install/progress.cjs';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';
import { readTestOptions, TEST_USAGE } from './options.ts';
import type { SuiteName, TestOptions } from './options.ts';
import { failedSuite } from './suite-result.ts';
import type { SuiteResult } from './suite-result.ts';
import { SUITE_RUNNERS } from './suites.ts';
import type { TestRun } from './suites.ts';
import { hasFailed, renderSummary } from './summary.ts';
import { turnsOf } from './turns.ts';

/** The suites that need the build of this run. */
const NEED_BUILD: readonly SuiteName[] = ['e2e', 'conformance', 'conformance-client', 'queue'];

async function runSuite(name: SuiteName, run: TestRun): Promise<SuiteResult> {
	process.stdout.write(`\n── ${name}\n`);
	const startedAt = Date.now();
	try {
		return await SUITE_RUNNERS[name](run);
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		process.stderr.write(`${error.message}\n`);
		return failedSuite(name, error.message, Date.now() - startedAt);
	}
}

async function runSuites({ suites, skips }: TestOptions): Promise<SuiteResult[]> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	const run: TestRun = { root, runtime: nodeRuntime(root), skips, progress };
	const results: SuiteResult[] = [];
	for (const turn of turnsOf(suites)) {
		const buildFailed = results.some((result) => result.name === 'build' && result.failed > 0);
		const outcomes = turn.map(async (name) =>
			NEED_BUILD.includes(name) && buildFailed
				? failedSuite(name, 'not run because the build failed')
				: await runSuite(name, run),
		);
		results.push(...(await Promise.all(outcomes)));
	}
	return results;
}

async function main(): Promise<number> {
	stopWhenOrphaned();
	const options = readTestOptions(process.argv.slice(2), process.env);
	if (options === 'help') {
		process.stdout.write(TEST_USAGE);
		return 0;
	}
	const results = await runSuites(options);
	process.stdout.write(renderSummary(results, options.skips));
	return hasFailed(results, options.skips) ? 1 : 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
