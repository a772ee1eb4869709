import { parseArgs } from 'node:util';

import { SetupError } from '../n8n/setup-error.ts';

export const BENCH_USAGE = `npm run bench:context [-- options]: the context graph by size, beside a peer and a fan-out

  --accounts N      companies, each with five people; 100 facts each (default 10000; 180000 is 18 M facts)
  --postgres URL    also in PostgreSQL, in a schema of its own that is dropped at the end
  --no-sqlite       not in SQLite
  --no-peers        without server-memory, the fan-out and the 200 questions
  --help            this text
`;

export interface BenchOptions {
	accounts: number;
	postgres?: string;
	sqlite: boolean;
	peers: boolean;
}

const DEFAULT_ACCOUNTS = 10_000;
const MOST_ACCOUNTS = 200_000;

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readBenchOptions(args: string[]): BenchOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const accounts = Number(values.accounts ?? DEFAULT_ACCOUNTS);
	if (!Number.isInteger(accounts) || accounts < 100 || accounts > MOST_ACCOUNTS) {
		throw new SetupError(
			`--accounts ${values.accounts}: give a number from 100 to ${MOST_ACCOUNTS}`,
		);
	}
	return {
		accounts,
		sqlite: !values['no-sqlite'],
		peers: !values['no-peers'],
		...(values.postgres !== undefined && { postgres: values.postgres }),
	};
}

function parse(args: string[]) {
	const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
	try {
		return parseArgs({
			args,
			options: {
				accounts: text,
				postgres: text,
				'no-sqlite': flag,
				'no-peers': flag,
				help: { ...flag, short: 'h' },
			},
		}).values;
	} catch (error) {
		const [reason = ''] = (error as Error).message.split('\n');
		throw new SetupError(`${reason} (npm run bench:context -- --help lists the options)`, {
			cause: error,
		});
	}
}
