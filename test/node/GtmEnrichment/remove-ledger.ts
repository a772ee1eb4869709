import { rmSync } from 'node:fs';
import path from 'node:path';

import { GTM_PROCESS, gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';

/**
 * As after a restart of n8n on an empty disk: what was paid for and remembered in a test is nobody
 * else's. The accounts of all sandboxes have the same ids.
 */
export async function removeLedger(): Promise<void> {
	await gtmProcess().ledger().close();
	rmSync(path.dirname(storeFile(process.env)), { recursive: true, force: true });
	Reflect.deleteProperty(globalThis, GTM_PROCESS);
}
