import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { LoadRequest } from '../load/http-load.ts';
import { stopWithProcess } from '../n8n/shutdown.ts';

/** The one tool of the server that is written by hand. */
export const SDK_TOOL = 'get_contact';

/** Starts that server as a process of its own. @param asked what it asks the vendor for each call */
export async function startSdkServer(
	root: string,
	asked: LoadRequest,
): Promise<{ url: string; pid: number; stop(): void }> {
	const { url, headers } = asked;
	const request = JSON.stringify({ url, headers, body: asked.body(1) });
	const child = fork(join(root, 'scripts/bench-servers/sdk-server.ts'), [request]);
	const kill = () => void child.kill('SIGKILL');
	stopWithProcess({ stop: () => Promise.resolve(kill()), kill });
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}/mcp`, pid: child.pid ?? 0, stop: kill };
}
