import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { freePort } from '../../../scripts/n8n/free-port';

export interface EverythingServer {
	url: string;
	stop(): Promise<void>;
}

const START_MS = 20_000;

/** The path of its endpoint, by the name that the program has for a transport. */
const PATHS = { sse: '/sse', streamableHttp: '/mcp' };

/** The program of the official demonstration server. */
export const everythingScript = (root: string) =>
	path.join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js');

/** The official demonstration server on a free port of this machine. */
export async function startEverythingServer(
	root: string,
	transport: keyof typeof PATHS = 'streamableHttp',
): Promise<EverythingServer> {
	const port = await freePort();
	const child = spawn(process.execPath, [everythingScript(root), transport], {
		env: { ...process.env, PORT: String(port) },
		stdio: 'ignore',
	});
	const exited = once(child, 'exit');
	const origin = `http://127.0.0.1:${port}`;
	const stop = async () => {
		child.kill('SIGKILL');
		await exited;
	};
	const deadline = Date.now() + START_MS;
	while (!(await answers(origin))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			await stop();
			throw new Error('server-everything did not start');
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return { url: `${origin}${PATHS[transport]}`, stop };
}

async function answers(url: string): Promise<boolean> {
	try {
		await fetch(url, { method: 'OPTIONS' });
		return true;
	} catch {
		return false; // Not listening yet.
	}
}
