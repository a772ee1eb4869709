import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const PARTS = ['calls', 'faults', 'conformance', 'sessions', 'news', 'speed'] as const;
export type Part = (typeof PARTS)[number];

const SHORT_PARTS: readonly Part[] = ['calls', 'faults', 'sessions'];

export const QUEUE_USAGE = `npm run test:queue [-- options]: n8n in queue mode, as real processes behind a round-robin proxy

  --only PART   only this part: ${PARTS.join(', ')}; may be repeated
  --short       what npm test runs: 300 calls, sessions, a killed worker
  --times N     how often each fault happens (10)
  --calls N     how many calls are counted (10000)
  --fault TEXT  only faults whose name has it
  --help        this text

It needs PostgreSQL and Redis on their usual ports, or at TEST_POSTGRES_URL and TEST_REDIS_URL.
`;

export interface QueueOptions {
	parts: readonly Part[];
	form: 'full' | 'short';
	times: number;
	calls: number;
	fault: string;
}

function parse(args: string[]) {
	const options = {
		only: { type: 'string', multiple: true },
		short: { type: 'boolean' },
		times: { type: 'string' },
		calls: { type: 'string' },
		fault: { type: 'string' },
		help: HELP,
	} as const;
	return parseOptions('npm run test:queue', { args, options }).values;
}

function positive(name: string, text: string | undefined, usual: number): number {
	const number = text === undefined ? usual : Number(text);
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new SetupError(`--${name} ${text} is not a whole number above 0`);
}

/** The options of the command, or `'help'`. Throws SetupError for what cannot be meant. */
export function readQueueOptions(args: string[]): QueueOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const unknown = values.only?.find((part) => !(PARTS as readonly string[]).includes(part));
	if (unknown !== undefined) {
		throw new SetupError(`there is no part “${unknown}”: the parts are ${PARTS.join(', ')}`);
	}
	const form = values.short ? 'short' : 'full';
	const usual = form === 'short' ? SHORT_PARTS : PARTS;
	return {
		parts: values.only ? PARTS.filter((part) => values.only?.includes(part)) : usual,
		form,
		times: positive('times', values.times, form === 'short' ? 1 : 10),
		calls: positive('calls', values.calls, form === 'short' ? 300 : 10_000),
		fault: values.fault ?? '',
	};
}
