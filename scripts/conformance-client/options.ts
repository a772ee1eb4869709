import { HELP, parseOptions } from '../command/parse-options.ts';
import { REVISIONS } from '../conformance/requirements.ts';
import type { Revision } from '../conformance/requirements.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const CLIENT_CONFORMANCE_USAGE = `npm run conformance:client [-- options]: the official MCP conformance suite for clients

  --scenario NAME  only this scenario, in every revision that has it
  --revision DATE  only this revision: ${REVISIONS.join(' or ')}
  --help           this text
`;

export interface ClientConformanceOptions {
	scenario: string | undefined;
	revisions: Revision[];
}

function parse(args: string[]) {
	const options = {
		scenario: { type: 'string' },
		revision: { type: 'string' },
		help: HELP,
	} as const;
	return parseOptions('npm run conformance:client', { args, options }).values;
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readClientConformanceOptions(args: string[]): ClientConformanceOptions | 'help' {
	const { help, revision, scenario } = parse(args);
	if (help) return 'help';
	const revisions = REVISIONS.filter((each) => revision === undefined || revision === each);
	if (revisions.length === 0) {
		throw new SetupError(
			`there are no requirements for ${revision}: give ${REVISIONS.join(' or ')}`,
		);
	}
	return { scenario, revisions };
}
