import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const BENCH_USAGE = `npm run bench:server [-- options]: our server, n8n's own and a bare one, side by side

  --seconds N    load for each figure (default 4, at most 6)
  --lazy-engine  n8n sets its expression engine up only when a node needs it
                 (N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true)
  --help         this text
`;

const DEFAULT_SECONDS = 4;
/** Keeps the whole run below six minutes. */
const MOST_SECONDS = 6;

export interface BenchOptions {
	/** Milliseconds of load for each figure. */
	duration: number;
	/** Variables of n8n's environment. */
	env: Record<string, string>;
}

const LAZY_ENGINE = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

function parse(args: string[]) {
	const options = {
		seconds: { type: 'string' },
		'lazy-engine': { type: 'boolean' },
		help: HELP,
	} as const;
	return parseOptions('npm run bench:server', { args, options }).values;
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readBenchOptions(args: string[]): BenchOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const seconds = values.seconds === undefined ? DEFAULT_SECONDS : Number(values.seconds);
	if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
		throw new SetupError(`--seconds ${values.seconds}: give a number from 1 to ${MOST_SECONDS}`);
	}
	return { duration: seconds * 1000, env: values['lazy-engine'] ? LAZY_ENGINE : {} };
}
