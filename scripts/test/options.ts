import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

/** In the order in which they run. */
export const SUITES = [
	'lint',
	'types',
	'build',
	'unit',
	'node',
	'contract',
	'e2e',
	'conformance',
	'conformance-client',
	'queue',
] as const;

export type SuiteName = (typeof SUITES)[number];

export const TEST_USAGE = `npm test [-- [suite …] [options]]: all suites, or those named, in this order

  ${SUITES.join(', ')}

  --no-skips   skipped tests and suites without tests make the run fail (always so when CI=true)
  --help       this text
`;

export interface TestOptions {
	suites: SuiteName[];
	/** What a skipped test is. */
	skips: 'allowed' | 'failures';
}

function isSuite(name: string): name is SuiteName {
	return (SUITES as readonly string[]).includes(name);
}

function parse(args: string[]) {
	const options = { 'no-skips': { type: 'boolean' }, help: HELP } as const;
	return parseOptions('npm test', { args, allowPositionals: true, options });
}

/** The options of `npm test`, or `'help'`. Throws SetupError for an unknown suite or option. */
export function readTestOptions(args: string[], env: NodeJS.ProcessEnv): TestOptions | 'help' {
	const { values, positionals } = parse(args);
	if (values.help) return 'help';
	const unknown = positionals.find((name) => !isSuite(name));
	if (unknown !== undefined) {
		throw new SetupError(`there is no suite “${unknown}”: the suites are ${SUITES.join(', ')}`);
	}
	const strict = values['no-skips'] === true || env.CI === 'true';
	return {
		suites: SUITES.filter((name) => positionals.length === 0 || positionals.includes(name)),
		skips: strict ? 'failures' : 'allowed',
	};
}
