import { randomInt } from 'node:crypto';

import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const FUZZ_USAGE = `npm run fuzz [-- options]: hostile requests, then many ordinary ones, against a real n8n

  --seed N      repeats the attacks of a run with that seed (default: a new one, printed)
  --attacks N   hostile requests to the own port (default 20000)
  --webhook N   hostile requests to n8n's URL (default 1000)
  --calls N     ordinary calls for the level of the memory (default 50000)
  --flows N     how many of these run a flow (default 5000)
  --lean        an n8n that stores no executions and evaluates expressions in its own process
                (N8N_EXPRESSION_ENGINE=legacy): a flow takes less than half of the time
  --help        this text
`;

export interface FuzzOptions {
	seed: number;
	/** Hostile requests to the own port, and to n8n's URL. */
	attacks: { port: number; webhook: number };
	/** Ordinary calls without and with a flow. */
	calls: { light: number; flow: number };
	/** Variables of n8n's environment. */
	env: Record<string, string>;
}

const LEAN_ENV = {
	N8N_EXPRESSION_ENGINE: 'legacy',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
};

const DEFAULTS = { attacks: 20_000, webhook: 1_000, calls: 50_000, flows: 5_000 };
const MOST = 1_000_000;
const SEEDS = 2 ** 31;

function parse(args: string[]) {
	const text = { type: 'string' } as const;
	const options = {
		seed: text,
		attacks: text,
		webhook: text,
		calls: text,
		flows: text,
		lean: { type: 'boolean' },
		help: HELP,
	} as const;
	return parseOptions('npm run fuzz', { args, options }).values;
}

function readNumber(name: string, text: string | undefined, fallback: number, most = MOST): number {
	if (text === undefined) return fallback;
	const value = Number(text);
	if (/^\d+$/.test(text) && value <= most) return value;
	throw new SetupError(`--${name} ${text}: give a whole number up to ${most}`);
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readFuzzOptions(args: string[]): FuzzOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const calls = readNumber('calls', values.calls, DEFAULTS.calls);
	const flow = Math.min(calls, readNumber('flows', values.flows, DEFAULTS.flows));
	return {
		seed: readNumber('seed', values.seed, randomInt(SEEDS), SEEDS),
		attacks: {
			port: readNumber('attacks', values.attacks, DEFAULTS.attacks),
			webhook: readNumber('webhook', values.webhook, DEFAULTS.webhook),
		},
		calls: { light: calls - flow, flow },
		env: values.lean ? LEAN_ENV : {},
	};
}
