import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const BENCH_USAGE = `npm run bench:servers [-- options]: one read of a CRM through a ready server, a branch, and bare

  --seconds N    load for each figure (default 5, at most 20)
  --help         this text
`;

const DEFAULT_SECONDS = 5;
const MOST_SECONDS = 20;

function parse(args: string[]) {
	const options = { seconds: { type: 'string' }, help: HELP } as const;
	return parseOptions('npm run bench:servers', { args, options }).values;
}

/** Milliseconds of load for each figure, or `'help'`. @throws SetupError for what cannot be meant */
export function readBenchOptions(args: string[]): { duration: number } | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const seconds = values.seconds === undefined ? DEFAULT_SECONDS : Number(values.seconds);
	if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
		throw new SetupError(`--seconds ${values.seconds}: give a number from 1 to ${MOST_SECONDS}`);
	}
	return { duration: seconds * 1000 };
}
