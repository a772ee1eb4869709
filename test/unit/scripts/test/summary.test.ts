import { failedSuite, singleCheck } from '../../../../scripts/test/suite-result.ts';
import { hasFailed, renderSummary } from '../../../../scripts/test/summary.ts';

const unit = {
	name: 'unit',
	passed: 120,
	failed: 0,
	skipped: 1,
	milliseconds: 2_340,
	skippedNames: ['a browser opens the editor'],
	problems: [],
};
const results = [singleCheck('lint', undefined, 12_000), unit];

describe('the summary of a test run', () => {
	test('is a table with a total and ends with exactly one line of counts', () => {
		const lines = renderSummary(results, 'allowed').trimEnd().split('\n');
		expect(lines.slice(-6)).toEqual([
			'suite  duration  passed  failed  skipped',
			'lint     12.0 s       1       0        0',
			'unit      2.3 s     120       0        1',
			'total    14.3 s     121       0        1',
			'',
			'121 passed, 0 failed, 1 skipped',
		]);
	});

	test('names skipped tests and problems', () => {
		const e2e = failedSuite('e2e', 'not run because the build failed');
		const text = renderSummary([...results, e2e], 'allowed');
		expect(text).toContain('skipped: unit: a browser opens the editor');
		expect(text).toContain('failed: e2e: not run because the build failed');
	});

	test('is a failure when something failed, or was skipped where that may not be', () => {
		expect(hasFailed(results, 'allowed')).toBe(false);
		expect(hasFailed(results, 'failures')).toBe(true);
		expect(hasFailed([failedSuite('build', 'no')], 'allowed')).toBe(true);
	});
});
