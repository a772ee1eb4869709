import { rm } from 'node:fs/promises';

import { CONTEXT_VARIABLE } from './n8n-context.ts';
import { takeStarted } from './started-n8n.ts';

/** jest's globalTeardown of the e2e project: ends each n8n and deletes its data; the logs stay. */
export default async function stopSharedN8n(): Promise<void> {
	const contexts = process.env[CONTEXT_VARIABLE];
	if (contexts !== undefined) await rm(contexts, { recursive: true, force: true });
	await Promise.all(
		takeStarted().map(async ({ n8n, temporaryFolder }) => {
			await n8n.stop();
			await rm(temporaryFolder, { recursive: true, force: true });
		}),
	);
}
