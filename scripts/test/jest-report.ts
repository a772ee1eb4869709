import type { SuiteResult } from './suite-result.ts';

/** The parts of jest's `--json` report that are read here. */
export interface JestReport {
	testResults: Array<{
		/** Absolute path of the test file. */
		name: string;
		status: string;
		message?: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

const SKIPPED = ['pending', 'skipped', 'todo', 'disabled'];

export interface JestRun {
	name: string;
	/** Undefined when jest wrote none. */
	report: JestReport | undefined;
	/** Null when a signal ended jest. */
	exitCode: number | null;
	milliseconds: number;
	skips: 'allowed' | 'failures';
}

function problemsOf(run: JestRun, counts: { tests: number; failed: number }): string[] {
	if (!run.report) return [`jest ended with ${run.exitCode ?? 'a signal'} and wrote no report`];
	const files = run.report.testResults;
	const broken = files
		.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
		.map(({ name }) => `${name} could not be run`);
	const problems = [...broken];
	if (counts.tests === 0 && broken.length === 0 && run.skips === 'failures') {
		problems.push('the suite has no tests');
	}
	if (run.exitCode !== 0 && counts.failed === 0 && problems.length === 0) {
		problems.push(`jest ended with ${run.exitCode ?? 'a signal'} although no test failed`);
	}
	return problems;
}

/** What a jest run came to; a file that could not be run and a crash count as one failure each. */
export function summariseJest(run: JestRun): SuiteResult {
	const tests = (run.report?.testResults ?? []).flatMap((file) => file.assertionResults);
	const skippedNames = tests.filter((t) => SKIPPED.includes(t.status)).map((t) => t.fullName);
	const failed = tests.filter(({ status }) => status === 'failed').length;
	const passed = tests.filter(({ status }) => status === 'passed').length;
	const problems = problemsOf(run, { tests: tests.length, failed });
	return {
		name: run.name,
		passed,
		failed: failed + problems.length,
		skipped: skippedNames.length,
		milliseconds: run.milliseconds,
		skippedNames,
		problems,
	};
}
