import { summariseJest } from '../../../../scripts/test/jest-report.ts';
import type { JestReport, JestRun } from '../../../../scripts/test/jest-report.ts';

function report(...statuses: string[]): JestReport {
	const assertionResults = statuses.map((status, index) => ({ fullName: `test ${index}`, status }));
	const failed = statuses.includes('failed');
	return {
		testResults: [{ name: '/a.test.ts', status: failed ? 'failed' : 'passed', assertionResults }],
	};
}

function run(values: Partial<JestRun>): JestRun {
	return {
		name: 'unit',
		report: undefined,
		exitCode: 0,
		milliseconds: 5,
		skips: 'allowed',
		...values,
	};
}

describe('the result of a jest run', () => {
	test('counts passed, failed and skipped tests and names the skipped', () => {
		const mixed = report('passed', 'failed', 'pending', 'todo', 'skipped', 'passed');
		expect(summariseJest(run({ report: mixed, exitCode: 1 }))).toEqual({
			name: 'unit',
			passed: 2,
			failed: 1,
			skipped: 3,
			milliseconds: 5,
			skippedNames: ['test 2', 'test 3', 'test 4'],
			problems: [],
		});
	});

	test('counts a file that could not be run as a failure', () => {
		const broken = {
			testResults: [{ name: '/b.test.ts', status: 'failed', assertionResults: [] }],
		};
		const result = summariseJest(run({ report: broken, exitCode: 1 }));
		expect(result).toMatchObject({ failed: 1, problems: ['/b.test.ts could not be run'] });
	});

	test('counts a jest without a report as a failure', () => {
		expect(summariseJest(run({ exitCode: 1 }))).toMatchObject({ passed: 0, failed: 1 });
		expect(summariseJest(run({ exitCode: null })).problems).toEqual([
			'jest ended with a signal and wrote no report',
		]);
	});

	test('counts a failing exit after passing tests, for example of the teardown', () => {
		const result = summariseJest(run({ report: report('passed'), exitCode: 1 }));
		expect(result).toMatchObject({ passed: 1, failed: 1 });
	});

	test('fails a suite without tests only when skips are failures', () => {
		const none = { testResults: [] };
		expect(summariseJest(run({ report: none })).failed).toBe(0);
		const strict = summariseJest(run({ report: none, skips: 'failures' }));
		expect(strict).toMatchObject({ failed: 1, problems: ['the suite has no tests'] });
	});
});
