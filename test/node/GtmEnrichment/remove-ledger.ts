import { rmSync } from 'node:fs';
import path from 'node:path';

import { gtmProcess, ledgerFile } from '../../../src/n8n/gtm/gtm-process';

/** After the last test of a file: what was paid for and remembered in it is nobody else's. */
export async function removeLedger(): Promise<void> {
	await gtmProcess().ledger().close();
	rmSync(path.dirname(ledgerFile(process.env)), { recursive: true, force: true });
}
