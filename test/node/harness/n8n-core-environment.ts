import 'reflect-metadata';

import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * n8n-core reads a key and a settings folder when it is first used. Each test worker has its own, so
 * that nothing is found or left in the developer's `~/.n8n`. Must be imported before n8n-core.
 */
process.env.N8N_USER_FOLDER = join(
	tmpdir(),
	`n8n-nodes-gtm-mcp-test-${process.env.JEST_WORKER_ID ?? process.pid}`,
);
process.env.N8N_ENCRYPTION_KEY = 'a key of the tests, worth nothing';
process.env.N8N_LOG_LEVEL = 'silent';
