import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { WRITTEN } from './made-up.ts';

export const BENCH_USAGE = `npm run bench:context [-- options]: the context graph by size, beside a peer and a fan-out

  --accounts N      companies, at four sizes up to N (default 10000: with their people 1 M facts)
  --people N        people of each company (default 5; with --accounts 100000 --people 10: 18 M facts)
  --n8n             also over MCP, on the own port of a trigger in an n8n of its own
  --postgres URL    also in PostgreSQL, in a schema of its own that is dropped at the end
  --no-sqlite       not in SQLite
  --no-peers        without server-memory, the fan-out and the 200 questions
  --help            this text
`;

export interface BenchOptions {
	accounts: number;
	people: number;
	n8n: boolean;
	postgres?: string;
	sqlite: boolean;
	peers: boolean;
}

const DEFAULT_ACCOUNTS = 10_000;
const MOST_ACCOUNTS = 200_000;
const DEFAULT_PEOPLE = 5;
const MOST_PEOPLE = 20;

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readBenchOptions(args: string[]): BenchOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const accounts = numberOf('accounts', values.accounts ?? DEFAULT_ACCOUNTS, [100, MOST_ACCOUNTS]);
	if (accounts > WRITTEN && accounts % WRITTEN !== 0) {
		throw new SetupError(`--accounts ${accounts}: give whole thousands from ${WRITTEN} on`);
	}
	return {
		accounts,
		people: numberOf('people', values.people ?? DEFAULT_PEOPLE, [1, MOST_PEOPLE]),
		n8n: values.n8n ?? false,
		sqlite: !values['no-sqlite'],
		peers: !values['no-peers'],
		...(values.postgres !== undefined && { postgres: values.postgres }),
	};
}

function numberOf(
	name: string,
	given: string | number,
	[least, most]: readonly [number, number],
): number {
	const number = Number(given);
	if (Number.isInteger(number) && number >= least && number <= most) return number;
	throw new SetupError(`--${name} ${given}: give a number from ${least} to ${most}`);
}

function parse(args: string[]) {
	const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
	const options = {
		accounts: text,
		people: text,
		n8n: flag,
		postgres: text,
		'no-sqlite': flag,
		'no-peers': flag,
		help: HELP,
	} as const;
	return parseOptions('npm run bench:context', { args, options }).values;
}
