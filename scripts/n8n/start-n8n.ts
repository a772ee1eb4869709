import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { n8nEnvironment } from './environment.ts';
import { freePort, isPortFree } from './free-port.ts';
import { nodeRuntime } from './node-runtime.ts';
import { SetupError } from './setup-error.ts';
import { stopWithProcess } from './shutdown.ts';

const POLL_MS = 200;
/** The first start makes the database: seconds on a machine at rest, minutes on a busy one. */
const READY_DEADLINE_MS = 300_000;
/** n8n itself gives running executions 30 seconds when it is asked to end. */
const STOP_DEADLINE_MS = 15_000;

/** What a process of n8n does: all, or a part of it in queue mode. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	/** Default `start`: the editor, and everything else that no other process does. */
	role?: N8nRole;
	/** The repository: its node_modules holds Node 24. */
	root: string;
	/** Folder from ensureN8n. */
	installFolder: string;
	/** n8n's data; made if absent. */
	userFolder: string;
	port: number;
	/** Name for the URLs, `127.0.0.1` (default) or `localhost`. n8n listens on 127.0.0.1 only. */
	host?: '127.0.0.1' | 'localhost';
	/** Added to n8n's environment and wins over all defaults. */
	env?: NodeJS.ProcessEnv;
	/** n8n's output is appended here. */
	logFile: string;
	/** Milliseconds until n8n must answer; default two minutes. */
	readyDeadline?: number;
}

export interface RunningN8n {
	/** For example `http://127.0.0.1:5678`, without a slash at the end. */
	url: string;
	pid: number;
	logFile: string;
	/** Resolves with the exit code when n8n ends for whatever reason; null after a signal. */
	exited: Promise<number | null>;
	/** SIGTERM, then SIGKILL for all its processes; always resolves. */
	stop(): Promise<void>;
	/** SIGKILL for all its processes, as if the machine had died. */
	kill(): Promise<void>;
}

function spawnN8n(options: N8nOptions, env: NodeJS.ProcessEnv): ChildProcess {
	const { root, installFolder, userFolder, logFile } = options;
	mkdirSync(userFolder, { recursive: true });
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	const script = join(installFolder, 'node_modules', 'n8n', 'bin', 'n8n');
	// n8n reads a .env file in its working directory, so that must not be the repository.
	const child = spawn(nodeRuntime(root).executable, [script, options.role ?? 'start'], {
		cwd: userFolder,
		env,
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	return child;
}

/** Kills n8n and its task runner; `detached` made n8n the leader of a process group. */
function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		await response.body?.cancel();
		return response.ok;
	} catch {
		return false; // Not listening yet; the caller's deadline and exit check say when to give up.
	}
}

const hasNoEditor = ({ role = 'start' }: N8nOptions) => role !== 'start';

async function waitUntilReady(child: ChildProcess, url: string, options: N8nOptions) {
	const { logFile, readyDeadline = READY_DEADLINE_MS } = options;
	const deadline = Date.now() + readyDeadline;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) {
			const how = child.signalCode ?? `exit code ${child.exitCode}`;
			throw new SetupError(`n8n ended with ${how} before it was ready: see ${logFile}`);
		}
		const ready = await answers(`${url}/healthz/readiness`);
		if (ready && (hasNoEditor(options) || (await answers(`${url}/rest/settings`)))) return;
		await pause(POLL_MS);
	}
	const seconds = Math.round(readyDeadline / 1000);
	throw new SetupError(`n8n did not become ready within ${seconds} s: see ${logFile}`);
}

/**
 * Starts n8n and resolves when it answers. It ends with this process (see stopWithProcess).
 * Throws SetupError when the port is taken, n8n ends early or is not ready in time.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { root, userFolder, port, host = '127.0.0.1', logFile } = options;
	if (!(await isPortFree(port))) {
		throw new SetupError(`port ${port} is taken: stop what uses it or choose another with --port`);
	}
	const env = n8nEnvironment(process.env, {
		userFolder,
		host,
		port,
		brokerPort: await freePort(),
		binFolder: nodeRuntime(root).binFolder,
		env: options.env ?? {},
	});
	const child = spawnN8n(options, env);
	const exited = new Promise<number | null>((resolve) => {
		child.once('exit', (code) => resolve(code));
		child.once('error', () => resolve(null));
	});
	const kill = () => killGroup(child);
	const stop = async () => {
		child.kill('SIGTERM');
		await Promise.race([exited, pause(STOP_DEADLINE_MS, undefined, { ref: false })]);
		kill();
		await exited;
		forget();
	};
	const forget = stopWithProcess({ stop, kill });
	await once(child, 'spawn');
	const url = `http://${host}:${port}`;
	await waitUntilReady(child, url, options).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	const die = async () => {
		kill();
		await exited;
		forget();
	};
	return { url, pid: child.pid ?? 0, logFile, exited, stop, kill: die };
}
