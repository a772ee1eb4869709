import { N8nRestError } from '../n8n/rest-connection.ts';
import { PublicationError } from '../n8n/rest-publication.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWhenOrphaned } from '../n8n/shutdown.ts';

/** A command of this repository, as `npm run` starts it. */
export interface Command<Options> {
	usage: string;
	/** Why it runs on Linux alone, if so. */
	onLinux?: string;
	/** `'help'` if its usage is asked for. @throws SetupError for what cannot be meant */
	readOptions(this: void, args: string[]): Options | 'help';
	/** @returns the exit code */
	run(this: void, options: Options): Promise<number>;
}

/** Failures that are told in one line; anything else is a defect and shows its stack. */
const EXPECTED = [SetupError, N8nRestError, PublicationError];

/** Runs a command to its end, which is that of this process. */
export async function runCommand<Options>(command: Command<Options>): Promise<void> {
	stopWhenOrphaned();
	try {
		process.exit(await exitCodeOf(command));
	} catch (error) {
		if (!EXPECTED.some((type) => error instanceof type)) throw error;
		process.stderr.write(`${(error as Error).message}\n`);
		process.exit(1);
	}
}

async function exitCodeOf<Options>(command: Command<Options>): Promise<number> {
	const options = command.readOptions(process.argv.slice(2));
	if (options === 'help') {
		process.stdout.write(command.usage);
		return 0;
	}
	if (command.onLinux !== undefined && process.platform !== 'linux') {
		throw new SetupError(`${command.onLinux}: run it on Linux`);
	}
	return await command.run(options);
}
