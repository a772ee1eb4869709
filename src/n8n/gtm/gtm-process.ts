import { LoggerProxy } from 'n8n-workflow';

import { type PropertyCache, createPropertyCache } from '../../gtm/crm/property-cache';
import { type Clock, systemClock } from '../../base/clock';
import { processState, stateKey } from '../../base/process-state';
import { createRedisTraffic } from '../../gtm/http/redis-traffic';
import type { SharedTraffic } from '../../gtm/http/shared-traffic';
import { type VendorTraffic, createVendorTraffic } from '../../gtm/http/vendor-traffic';
import type { Ledger } from '../../gtm/ledger/ledger';
import { openStoreLedger } from '../../gtm/ledger/store/store-ledger';
import { type ProcessStores, createProcessStores } from './process-stores';
import { queueLink } from '../queue-link';
import { signingSecret } from '../server/signing-secret';
import { formerLedgerFile, storePlace } from './store-place';

/** What all GTM nodes of one n8n process share. */
export interface GtmProcess {
	clock: Clock;
	traffic: VendorTraffic;
	properties: PropertyCache;
	stores: ProcessStores;
	/** In the store of this n8n, which is opened when the ledger is first used. */
	ledger(): Ledger;
}

/** Of what is in `GtmProcess`: an older copy of the package has its ledger in a file of its own. */
const VERSION = 5;

/** Where it is kept in `globalThis`. */
export const GTM_PROCESS = stateKey('gtm', VERSION);

/**
 * Outlives an update of the package: a vendor's limits hold after it as before. The processes of an n8n
 * in queue mode count them together, and share the ledger if they share its store.
 */
export function gtmProcess(): GtmProcess {
	return processState({ name: 'gtm', version: VERSION, create: createProcess });
}

function createProcess(): GtmProcess {
	let ledger: Ledger | undefined;
	const state: GtmProcess = {
		clock: systemClock,
		traffic: createVendorTraffic(systemClock, sharedTraffic()),
		properties: createPropertyCache(systemClock),
		stores: createProcessStores(),
		ledger() {
			ledger ??= openStoreLedger({
				store: async () => await state.stores(storePlace(process.env)),
				former: formerLedgerFile(process.env),
				now: () => state.clock.now(),
				secret: signingSecret(process.env),
			});
			return ledger;
		},
	};
	return state;
}

function sharedTraffic(): SharedTraffic | undefined {
	const queue = queueLink();
	const report = (message: string) => LoggerProxy.error(`GTM: ${message}`);
	return queue && createRedisTraffic({ ...queue, report });
}
