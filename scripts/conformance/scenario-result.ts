import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What the suite writes for every check of a scenario. */
interface Check {
	id: string;
	status: 'FAILURE' | 'INFO' | 'SKIPPED' | 'SUCCESS' | 'WARNING';
	/** What is checked. */
	description?: string;
	errorMessage?: string;
}

export interface ScenarioResult {
	scenario: string;
	/** `skipped`: the suite itself does not test it yet. `not run`: it left no result. */
	outcome: 'failed' | 'not run' | 'passed' | 'skipped';
	passed: number;
	failed: number;
	/** Id and message of the failed checks. */
	failures: string[];
	/** The same for warnings, which the suite does not count against a server. */
	warnings: string[];
}

const describe = ({ id, description, errorMessage }: Check) =>
	`${id}: ${errorMessage ?? description ?? 'no message'}`;

/** A scenario fails by one failed check, as the suite counts; a warning does not fail it. */
export function summariseChecks(scenario: string, checks: Check[]): ScenarioResult {
	const of = (status: Check['status']) => checks.filter((check) => check.status === status);
	const failures = of('FAILURE');
	const passed = of('SUCCESS').length;
	const untested = passed === 0 && of('WARNING').length === 0 && of('INFO').length === 0;
	const success = untested ? 'skipped' : 'passed';
	return {
		scenario,
		outcome: failures.length > 0 ? 'failed' : success,
		passed,
		failed: failures.length,
		failures: failures.map(describe),
		warnings: of('WARNING').map(describe),
	};
}

export function notRun(scenario: string, reason: string): ScenarioResult {
	return { scenario, outcome: 'not run', passed: 0, failed: 0, failures: [reason], warnings: [] };
}

/** `server-<scenario>-<time>`, as the suite names the folder of a scenario for servers. */
export const SERVER_FOLDER = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/;
/** The same for clients; a scenario of a group (`auth/…`) is in the folder of the group. */
export const CLIENT_FOLDER = /^(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/;

/** The results that a run of the suite left in its output folder, by scenario. */
export async function readResults(
	folder: string,
	pattern: RegExp,
): Promise<Map<string, ScenarioResult>> {
	const results = new Map<string, ScenarioResult>();
	const names = existsSync(folder) ? (await readdir(folder, { recursive: true })).sort() : [];
	for (const name of names) {
		const scenario = pattern.exec(name.replaceAll(sep, '/'))?.[1];
		const file = join(folder, name, 'checks.json');
		if (scenario === undefined || !existsSync(file)) continue;
		const checks = JSON.parse(await readFile(file, 'utf8')) as Check[];
		results.set(scenario, summariseChecks(scenario, checks));
	}
	return results;
}
