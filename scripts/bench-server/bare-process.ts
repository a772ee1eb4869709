import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { stopWithProcess } from '../n8n/shutdown.ts';

export interface BareServer {
	url: string;
	pid: number;
	stop(): void;
}

/** Starts the bare server with the results that it answers with, by method. */
export async function startBareServer(
	root: string,
	results: Record<string, unknown>,
): Promise<BareServer> {
	const script = join(root, 'scripts/bench-server/bare-server.ts');
	const child = fork(script, [JSON.stringify(results)]);
	const kill = () => void child.kill('SIGKILL');
	stopWithProcess({ stop: () => Promise.resolve(kill()), kill });
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}/`, pid: child.pid ?? 0, stop: kill };
}
