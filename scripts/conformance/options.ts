import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

/** Where a server of the comparison listens. */
export const TARGETS = ['webhook', 'port', 'builtin'] as const;
export type TargetName = (typeof TARGETS)[number];

export const CONFORMANCE_USAGE = `npm run conformance [-- options]: the official MCP conformance suite against a real n8n

  --target NAME    only this one: webhook (n8n's URL), port (the own port), builtin (n8n's own
                   trigger, for comparison); may be repeated
  --scenario NAME  only this scenario, in every revision that has it
  --url URL        test a running server in place of an n8n started here
  --keep           leave n8n running after the suite, until Ctrl-C
  --help           this text
`;

export interface ConformanceOptions {
	/** What to start and test; a server at a URL is tested alone. */
	servers: { kind: 'started'; targets: TargetName[] } | { kind: 'running'; url: string };
	scenario: string | undefined;
	afterwards: 'keep' | 'stop';
}

function parse(args: string[]) {
	const options = {
		target: { type: 'string', multiple: true },
		scenario: { type: 'string' },
		url: { type: 'string' },
		keep: { type: 'boolean' },
		help: HELP,
	} as const;
	return parseOptions('npm run conformance', { args, options }).values;
}

function readTargets(names: string[] | undefined): TargetName[] {
	const unknown = names?.find((name) => !(TARGETS as readonly string[]).includes(name));
	if (unknown !== undefined) {
		throw new SetupError(`there is no target “${unknown}”: the targets are ${TARGETS.join(', ')}`);
	}
	return TARGETS.filter((target) => names === undefined || names.includes(target));
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readConformanceOptions(args: string[]): ConformanceOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	if (values.url !== undefined && !URL.canParse(values.url)) {
		throw new SetupError(`--url ${values.url} is not a URL`);
	}
	if (values.url !== undefined && values.target !== undefined) {
		throw new SetupError('--url tests the server at that URL alone: leave out --target');
	}
	return {
		servers:
			values.url === undefined
				? { kind: 'started', targets: readTargets(values.target) }
				: { kind: 'running', url: values.url },
		scenario: values.scenario,
		afterwards: values.keep ? 'keep' : 'stop',
	};
}
