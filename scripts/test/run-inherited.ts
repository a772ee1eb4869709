import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

import { stopWithProcess } from '../n8n/shutdown.ts';

const STOP_DEADLINE_MS = 30_000;

export interface InheritedCommand {
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Milliseconds after which the command is stopped. */
	deadline: number;
}

export interface InheritedResult {
	/** Null when a signal ended the command. */
	code: number | null;
	outcome: 'ended' | 'stopped after its deadline';
	milliseconds: number;
}

/**
 * Runs a command with its output shown as it comes. It ends with this process; after the deadline
 * it gets SIGTERM, then SIGKILL. Rejects when it cannot be started.
 */
export async function runInherited(run: InheritedCommand): Promise<InheritedResult> {
	const { command, args, cwd, env, deadline } = run;
	const startedAt = Date.now();
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', resolve);
	});
	const kill = () => void child.kill('SIGKILL');
	const stop = async () => {
		child.kill('SIGTERM');
		await Promise.race([ended, pause(STOP_DEADLINE_MS, undefined, { ref: false })]);
		kill();
	};
	const forget = stopWithProcess({ stop, kill });
	let outcome: InheritedResult['outcome'] = 'ended';
	const timer = setTimeout(() => {
		outcome = 'stopped after its deadline';
		void stop();
	}, deadline);
	try {
		const code = await ended;
		return { code, outcome, milliseconds: Date.now() - startedAt };
	} finally {
		clearTimeout(timer);
		forget();
	}
}
