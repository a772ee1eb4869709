import { type ParseArgsConfig, parseArgs } from 'node:util';

import { SetupError } from '../n8n/setup-error.ts';

/** The option that every command has. */
export const HELP = { type: 'boolean', short: 'h' } as const;

/**
 * What a command was given.
 *
 * @param command as it is typed, such as `npm run fuzz`
 * @throws SetupError for what it does not take
 */
export function parseOptions<Config extends ParseArgsConfig>(
	command: string,
	config: Config,
): ReturnType<typeof parseArgs<Config>> {
	try {
		return parseArgs(config);
	} catch (error) {
		const [reason = ''] = (error as Error).message.split('\n');
		throw new SetupError(`${reason} (${command} -- --help lists the options)`, { cause: error });
	}
}

/** For a command without options: what reads that its usage is asked for. */
export function helpAlone(command: string): (args: string[]) => 'help' | undefined {
	return (args) =>
		parseOptions(command, { args, options: { help: HELP } }).values.help ? 'help' : undefined;
}
