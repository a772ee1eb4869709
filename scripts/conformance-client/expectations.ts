import type { Requirements } from '../conformance/requirements.ts';
import type { ScenarioResult } from '../conformance/scenario-result.ts';

/**
 * Who runs a scenario: our node in a workflow, executed by n8n-core, or the client library of the
 * node alone. A user who has to authorize needs n8n's own page for that, which is not part of
 * n8n-core, so those scenarios run without the node.
 */
export type Driver = 'library' | 'node';

/** Authorization without a user: what the node's credential does by itself. */
const UNATTENDED = /^auth\/client-credentials-/;

export function driverOf(scenario: string): Driver {
	return scenario.startsWith('auth/') && !UNATTENDED.test(scenario) ? 'library' : 'node';
}

/** Not scored by the suite, and expected of us all the same. */
const ALSO_EXPECTED = /^(auth\/client-credentials-.+|json-schema-2020-12-preservation)$/;

/** A scenario that we do not claim, and why. One that passes after all fails the run. */
export interface NotClaimed {
	scenario: string;
	reason: string;
}

export const NOT_CLAIMED: NotClaimed[] = [
	{
		scenario: 'auth/enterprise-managed-authorization',
		reason: 'needs an identity provider that exchanges tokens (ID-JAG); n8n has none to offer',
	},
	{ scenario: 'auth/dpop', reason: 'proofs of possession are an extension of OAuth that we lack' },
	{ scenario: 'auth/dpop-nonce', reason: 'the same' },
	{
		scenario: 'auth/wif-jwt-bearer',
		reason: 'needs the identity of a cloud workload, which n8n does not hand to nodes',
	},
];

/** As the suite counts for clients: a warning fails a scenario too. */
export const clientPasses = ({ outcome, warnings }: ScenarioResult) =>
	outcome === 'passed' && warnings.length === 0;

/** The scenarios that must pass for a revision. */
export function expectedOfClient({ scored, notScored }: Requirements): string[] {
	const also = notScored.map(({ scenario }) => scenario);
	return [...scored, ...also.filter((scenario) => ALSO_EXPECTED.test(scenario))];
}

/** One line for everything that makes the command fail. */
export function clientVerdict(
	revision: string,
	results: ScenarioResult[],
	requirements: Requirements,
): string[] {
	const expected = new Set(expectedOfClient(requirements));
	return results.flatMap((result) => {
		const { scenario, outcome, failures, warnings } = result;
		const passes = clientPasses(result);
		if (NOT_CLAIMED.some((each) => each.scenario === scenario)) {
			return passes ? [`${revision}: ${scenario} passes, but is listed as not claimed`] : [];
		}
		if (!expected.has(scenario) || passes) return [];
		const reasons = [...failures, ...warnings].map((line) => `    ${line}`);
		return [`${revision}: ${scenario}: ${outcome}`, ...reasons];
	});
}
