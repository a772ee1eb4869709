import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { freePort } from '../../../scripts/n8n/free-port';

export interface EverythingServer {
	url: string;
	stop(): Promise<void>;
}

const START_MS = 20_000;

/** The official demonstration server, over Streamable HTTP on a free port of this machine. */
export async function startEverythingServer(root: string): Promise<EverythingServer> {
	const port = await freePort();
	const script = path.join(
		root,
		'node_modules/@modelcontextprotocol/server-everything/dist/index.js',
	);
	const child = spawn(process.execPath, [script, 'streamableHttp'], {
		env: { ...process.env, PORT: String(port) },
		stdio: 'ignore',
	});
	const exited = once(child, 'exit');
	const url = `http://127.0.0.1:${port}/mcp`;
	const stop = async () => {
		child.kill('SIGKILL');
		await exited;
	};
	const deadline = Date.now() + START_MS;
	while (!(await answers(url))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			await stop();
			throw new Error('server-everything did not start');
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return { url, stop };
}

async function answers(url: string): Promise<boolean> {
	try {
		await fetch(url, { method: 'OPTIONS' });
		return true;
	} catch {
		return false; // Not listening yet.
	}
}
