import { randomInt } from 'node:crypto';

import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';
import type { SoakOptions } from './stage.ts';

export const SOAK_USAGE = `npm run soak:gtm [-- options]: many contacts into emulated vendors that fail at random

  --contacts N  rows of the list (default 10000)
  --seed N      repeats a run with that seed (default: a new one, printed)
  --limits N    multiplies Apollo's limits; with 1 the run lasts a virtual week (default 10)
  --help        this text
`;

const DEFAULTS = { contacts: 10_000, limits: 10 };
const MOST = { contacts: 100_000, limits: 1_000 };
const SEEDS = 2 ** 31;

function parse(args: string[]) {
	const text = { type: 'string' } as const;
	const options = { contacts: text, seed: text, limits: text, help: HELP } as const;
	return parseOptions('npm run soak:gtm', { args, options }).values;
}

function readNumber(name: string, text: string | undefined, fallback: number, most: number) {
	if (text === undefined) return fallback;
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
	throw new SetupError(`--${name} ${text}: give a whole number from 1 to ${most}`);
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readSoakOptions(args: string[]): SoakOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	return {
		contacts: readNumber('contacts', values.contacts, DEFAULTS.contacts, MOST.contacts),
		seed: readNumber('seed', values.seed, randomInt(1, SEEDS), SEEDS),
		limits: readNumber('limits', values.limits, DEFAULTS.limits, MOST.limits),
	};
}
