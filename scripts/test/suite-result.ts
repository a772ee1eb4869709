/** What one suite came to. */
export interface SuiteResult {
	name: string;
	passed: number;
	failed: number;
	skipped: number;
	milliseconds: number;
	/** Full names of skipped, pending and todo tests. */
	skippedNames: string[];
	/** One line for each reason why the suite failed other than a failed test. */
	problems: string[];
}

/** A suite that failed as a whole before its tests could count. */
export function failedSuite(name: string, problem: string, milliseconds = 0): SuiteResult {
	return {
		name,
		passed: 0,
		failed: 1,
		skipped: 0,
		milliseconds,
		skippedNames: [],
		problems: [problem],
	};
}

/** A suite that is one check, such as the linter. */
export function singleCheck(
	name: string,
	problem: string | undefined,
	milliseconds: number,
): SuiteResult {
	if (problem !== undefined) return failedSuite(name, problem, milliseconds);
	return { name, passed: 1, failed: 0, skipped: 0, milliseconds, skippedNames: [], problems: [] };
}

/** A suite that needs what this machine lacks. */
export function skippedSuite(name: string): SuiteResult {
	const counts = { passed: 0, failed: 0, skipped: 1 };
	return { name, ...counts, milliseconds: 0, skippedNames: [name], problems: [] };
}
