import type { KnownLimit } from './known-limits.ts';
import type { TargetName } from './options.ts';
import { expectedScenarios } from './requirements.ts';
import type { Requirements, Revision } from './requirements.ts';
import type { ScenarioResult } from './scenario-result.ts';

/** One run of the suite: a server, a revision. */
export interface Run {
	/** `url` is a server that was not started here: expected to pass what ours must pass. */
	target: TargetName | 'url';
	revision: Revision;
	results: ScenarioResult[];
}

/** What the suite itself does not test yet cannot fail. */
export const passes = ({ outcome }: ScenarioResult) =>
	outcome === 'passed' || outcome === 'skipped';

/** How many of the scored scenarios a run passed, of how many it ran. */
export function scoreOf(run: Run, requirements: Requirements): { passed: number; of: number } {
	const scored = run.results.filter(({ scenario }) => requirements.scored.includes(scenario));
	return { passed: scored.filter(passes).length, of: scored.length };
}

/**
 * One line for everything that makes the command fail: an expected scenario that does not pass, or
 * a known limit that is none any more. The built-in trigger is only there for comparison.
 */
export function verdict(
	runs: Run[],
	requirements: Record<Revision, Requirements>,
	limits: KnownLimit[],
): string[] {
	return runs.flatMap(({ target, revision, results }) => {
		if (target === 'builtin') return [];
		const expected = new Set(expectedScenarios(requirements[revision]));
		return results.flatMap((result) => {
			const { scenario } = result;
			const limit = limits.find(
				(each) =>
					each.target === target && each.revision === revision && each.scenario === scenario,
			);
			const where = `${target}, ${revision}: ${scenario}`;
			if (limit) return passes(result) ? [`${where} passes, but is listed as a known limit`] : [];
			if (!expected.has(scenario) || passes(result)) return [];
			return [`${where}: ${result.outcome}`, ...result.failures.map((line) => `    ${line}`)];
		});
	});
}
