import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const BENCH_CLIENT_USAGE = `npm run bench:client [-- options]: our client node, n8n's own and the bare SDK, side by side

  --rounds N     executions for each figure (default 7, at most 15)
  --only WHAT    speed or schemas: one half of the report
  --help         this text
`;

const DEFAULT_ROUNDS = 7;
/** Keeps the whole run below ten minutes. */
const MOST_ROUNDS = 15;

export const PARTS = ['speed', 'schemas'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchClientOptions {
	rounds: number;
	parts: Part[];
}

function parse(args: string[]) {
	const options = {
		rounds: { type: 'string' },
		only: { type: 'string' },
		help: HELP,
	} as const;
	return parseOptions('npm run bench:client', { args, options }).values;
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readBenchClientOptions(args: string[]): BenchClientOptions | 'help' {
	const { help, only, rounds: text } = parse(args);
	if (help) return 'help';
	const rounds = text === undefined ? DEFAULT_ROUNDS : Number(text);
	if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS) {
		throw new SetupError(`--rounds ${text}: give a whole number from 1 to ${MOST_ROUNDS}`);
	}
	const parts = PARTS.filter((part) => only === undefined || only === part);
	if (parts.length === 0) throw new SetupError(`--only ${only}: give ${PARTS.join(' or ')}`);
	return { rounds, parts };
}
