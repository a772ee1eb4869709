/** The revisions of the protocol against which the suite has requirements. */
export const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof REVISIONS)[number];

/** What the suite tests: a server, or a client. */
export type Side = 'client' | 'server';

const HEADINGS: Record<Side, string> = {
	client: 'Client scenarios',
	server: 'Server scenarios',
};

/** What the suite runs against a server or a client for one revision. */
export interface Requirements {
	/** The scenarios that count for the revision. */
	scored: string[];
	/** Run and reported as well, with the reason why they do not count. */
	notScored: Array<{ scenario: string; reason: string }>;
}

/** Not scored by the suite, and expected of us all the same: those whose name this matches. */
const ALSO_EXPECTED =
	/^(tasks-.+|json-schema-2020-12|http-header-validation|http-custom-header-server-validation)$/;

/** Reads what `conformance list --requirements REVISION` prints. */
export function readRequirements(listing: string, side: Side): Requirements {
	const requirements: Requirements = { scored: [], notScored: [] };
	let section = '';
	let reason = '';
	for (const line of listing.split('\n')) {
		const heading = /^(\S.*?)(?: \(.*\))?:$/.exec(line)?.[1];
		if (heading !== undefined) section = heading;
		reason = /^ {2}(\S+) \(\d+\):$/.exec(line)?.[1] ?? reason;
		const [, scenario, leg] = /^ +- (\S+)(?: \[(\w+)\])?$/.exec(line) ?? [];
		if (scenario === undefined) continue;
		if (section === HEADINGS[side]) requirements.scored.push(scenario);
		if (leg === side) requirements.notScored.push({ scenario, reason });
	}
	return requirements;
}

/** The scenarios that our server must pass for the revision. */
export function expectedScenarios({ scored, notScored }: Requirements): string[] {
	const also = notScored.map(({ scenario }) => scenario);
	return [...scored, ...also.filter((scenario) => ALSO_EXPECTED.test(scenario))];
}
