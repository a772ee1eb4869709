import { homedir } from 'node:os';
import path from 'node:path';

import { type PropertyCache, createPropertyCache } from '../../gtm/crm/property-cache';
import { type Clock, systemClock } from '../../base/clock';
import { processState, stateKey } from '../../base/process-state';
import { type VendorTraffic, createVendorTraffic } from '../../gtm/http/vendor-traffic';
import type { Ledger } from '../../gtm/ledger/ledger';
import { openSqliteLedger } from '../../gtm/ledger/sqlite/sqlite-ledger';
import { signingSecret } from '../server/signing-secret';

/** What all GTM nodes of one n8n process share. */
export interface GtmProcess {
	clock: Clock;
	traffic: VendorTraffic;
	properties: PropertyCache;
	/**
	 * Opened when it is first asked for.
	 *
	 * @throws Error if the file cannot be opened, or was written by a newer version of the package
	 */
	ledger(): Ledger;
}

/** Of what is in `GtmProcess`: a ledger of an older copy of the package knows no leases of answers. */
const VERSION = 2;

/** Where it is kept in `globalThis`. */
export const GTM_PROCESS = stateKey('gtm', VERSION);

/**
 * Outlives an update of the package: a vendor's limits hold after it as before. A queue worker is a process of its own: between
 * processes only the vendor's own answers tell what is left of a limit, while the ledger is shared by
 * all processes of one disk.
 */
export function gtmProcess(): GtmProcess {
	return processState({ name: 'gtm', version: VERSION, create: createProcess });
}

function createProcess(): GtmProcess {
	let ledger: Ledger | undefined;
	const state: GtmProcess = {
		clock: systemClock,
		traffic: createVendorTraffic(systemClock),
		properties: createPropertyCache(systemClock),
		ledger() {
			ledger ??= openSqliteLedger({
				file: ledgerFile(process.env),
				now: () => state.clock.now(),
				secret: signingSecret(process.env),
			});
			return ledger;
		},
	};
	return state;
}

/** Beside n8n's own database. */
export function ledgerFile({ N8N_USER_FOLDER }: NodeJS.ProcessEnv): string {
	return path.join(N8N_USER_FOLDER ?? homedir(), '.n8n', 'gtm-mcp', 'ledger.sqlite');
}
