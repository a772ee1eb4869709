import { resolve } from 'node:path';

import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';

export const START_USAGE = `npm start [-- options]: n8n with this package and its examples, ready for MCP clients

  --port N           port of n8n on this machine (default 5678)
  --sandbox-port N   port of the emulated vendors on this machine (default 5680)
  --data DIR         folder for n8n's data and the generated login (default .data)
  --clean            start anew: delete the data folder first
  --help             this text
`;

const DEFAULT_PORT = 5678;
const DEFAULT_SANDBOX_PORT = 5680;
const HIGHEST_PORT = 65_535;

export interface StartOptions {
	port: number;
	/** Where the emulated vendors are. */
	sandboxPort: number;
	/** Absolute. */
	dataFolder: string;
	/** What to do with data of an earlier start. */
	earlierData: 'delete' | 'keep';
}

export interface StartFolders {
	/** The repository. */
	root: string;
	/** Where the user typed the command: `--data` is relative to it. */
	workingFolder: string;
}

function readPort(option: string, text: string | undefined, fallback: number): number {
	if (text === undefined) return fallback;
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= HIGHEST_PORT) return port;
	throw new SetupError(
		`--${option} ${text} is not a port: give a number from 1 to ${HIGHEST_PORT}`,
	);
}

function parse(args: string[]) {
	const options = {
		port: { type: 'string' },
		'sandbox-port': { type: 'string' },
		data: { type: 'string' },
		clean: { type: 'boolean' },
		help: HELP,
	} as const;
	return parseOptions('npm start', { args, options }).values;
}

/** The options of `npm start`, or `'help'`. Throws SetupError for what cannot be meant. */
export function readStartOptions(args: string[], folders: StartFolders): StartOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const dataFolder =
		values.data === undefined
			? resolve(folders.root, '.data')
			: resolve(folders.workingFolder, values.data);
	return {
		port: readPort('port', values.port, DEFAULT_PORT),
		sandboxPort: readPort('sandbox-port', values['sandbox-port'], DEFAULT_SANDBOX_PORT),
		dataFolder,
		earlierData: values.clean ? 'delete' : 'keep',
	};
}
