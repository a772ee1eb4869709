import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * n8n-core reads a key and a settings folder when it is first used. Each file of tests has its own
 * below the folder of the run (make-folder.ts), so that nothing is found or left in the developer's
 * `~/.n8n`, nor what another file has enrolled, suppressed or learnt. Must be imported before n8n-core.
 */
const { NODE_TESTS_FOLDER: folder = ownFolder() } = process.env;
process.env.N8N_USER_FOLDER = mkdtempSync(join(folder, 'file-'));
process.env.N8N_ENCRYPTION_KEY = 'a key of the tests, worth nothing';
process.env.N8N_LOG_LEVEL = 'silent';

/** Outside jest, of this process alone. */
function ownFolder(): string {
	const made = mkdtempSync(join(tmpdir(), 'n8n-nodes-gtm-mcp-test-'));
	process.once('exit', () => rmSync(made, { recursive: true, force: true }));
	return made;
}
