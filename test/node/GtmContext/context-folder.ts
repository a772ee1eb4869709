import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { CONTEXT_PROCESS } from '../../../src/n8n/context/process-graph';

/** Gives every test of a suite a folder of n8n's and a store of its own. */
export function useContextFolder(): void {
	const { N8N_USER_FOLDER } = process.env;
	const forgetOpenGraph = () => {
		delete (globalThis as Record<symbol, unknown>)[CONTEXT_PROCESS];
	};
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-context-'));
		process.env.N8N_USER_FOLDER = folder;
		forgetOpenGraph();
	});

	afterEach(() => {
		forgetOpenGraph();
		if (N8N_USER_FOLDER === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = N8N_USER_FOLDER;
		rmSync(folder, { recursive: true, force: true });
	});
}
