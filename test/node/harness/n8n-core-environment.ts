import 'reflect-metadata';

import { join } from 'node:path';

/**
 * n8n-core reads a key and a settings folder when it is first used. Each test worker has its own
 * below the folder of the run (make-folder.ts), so that nothing is found or left in the developer's
 * `~/.n8n`. Must be imported before n8n-core.
 */
const { NODE_TESTS_FOLDER: folder, JEST_WORKER_ID: worker } = process.env;
if (folder === undefined) throw new Error('Run this in a jest project that makes the folder');
process.env.N8N_USER_FOLDER = join(folder, `worker-${worker ?? '1'}`);
process.env.N8N_ENCRYPTION_KEY = 'a key of the tests, worth nothing';
process.env.N8N_LOG_LEVEL = 'silent';
