import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { stopWithProcess } from '../n8n/shutdown.ts';

/** Name of the only tool; it takes a `domain`. */
export const TOOL = 'enrich';

export type ServerKind = 'modern' | 'sessions';

export interface CountedServer {
	url: string;
	/** HTTP requests since it started, of every method. */
	requests(): Promise<number>;
	stop(): void;
}

/**
 * Starts the counting server in a process of its own, so that it takes no time from the clients.
 *
 * @param delayMs that each tool call takes
 */
export async function startCountedServer(
	root: string,
	kind: ServerKind,
	delayMs: number,
): Promise<CountedServer> {
	const child = fork(join(root, 'scripts/bench-client/counted-server.ts'), [kind, `${delayMs}`]);
	const kill = () => void child.kill('SIGKILL');
	const forget = stopWithProcess({ stop: () => Promise.resolve(kill()), kill });
	const [port] = (await once(child, 'message')) as [number];
	return {
		url: `http://127.0.0.1:${port}/mcp`,
		async requests() {
			const answered = once(child, 'message');
			child.send('count');
			const [count] = (await answered) as [number];
			return count;
		},
		stop() {
			forget();
			kill();
		},
	};
}
