import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of this run alone, since several may go on beside each other. */
export default async function makeFolder(): Promise<void> {
	process.env.NODE_TESTS_FOLDER = await mkdtemp(join(tmpdir(), 'n8n-nodes-gtm-mcp-test-'));
}
