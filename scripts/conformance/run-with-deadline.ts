import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import { stopWithProcess } from '../n8n/shutdown.ts';

export interface BoundedCommand {
	command: string;
	args: string[];
	/** Replaced. */
	logFile: string;
	/** Milliseconds after which the command is killed. */
	deadline: number;
}

/** Runs a command to its end or its deadline; tells which, in words. Ends with this process. */
export async function runWithDeadline(run: BoundedCommand): Promise<string> {
	const { command, args, logFile, deadline } = run;
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const child = spawn(command, args, { stdio: ['ignore', log, log] });
	closeSync(log);
	const ended = new Promise<string>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
	});
	const kill = () => void child.kill('SIGKILL');
	const forget = stopWithProcess({ stop: () => Promise.resolve(kill()), kill });
	let stopped = false;
	const timer = setTimeout(() => {
		stopped = true;
		kill();
	}, deadline);
	try {
		const how = await ended;
		return stopped ? `stopped after ${deadline / 1000} s` : how;
	} finally {
		clearTimeout(timer);
		forget();
	}
}
