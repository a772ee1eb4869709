import { rm } from 'node:fs/promises';

import { takeStarted } from './started-n8n.ts';

/** jest's globalTeardown of the e2e project: ends n8n and deletes its data; its log stays. */
export default async function stopSharedN8n(): Promise<void> {
	const started = takeStarted();
	if (!started) return;
	await started.n8n.stop();
	await rm(started.temporaryFolder, { recursive: true, force: true });
}
