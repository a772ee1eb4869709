import type { Clock } from '../../gtm/http/clock';
import { systemClock } from '../../gtm/http/system-clock';
import { type VendorTraffic, createVendorTraffic } from '../../gtm/http/vendor-traffic';

/** What all GTM nodes of one n8n process share. */
export interface GtmProcess {
	clock: Clock;
	traffic: VendorTraffic;
}

const KEY = Symbol.for('n8n-nodes-gtm-mcp.gtm');

/**
 * Kept outside the module: n8n drops its modules from the cache when a package is updated, and a
 * vendor's limits hold after that as before. A queue worker is a process of its own: between
 * processes only the vendor's own answers tell what is left.
 */
export function gtmProcess(): GtmProcess {
	const shared = globalThis as { [KEY]?: GtmProcess };
	shared[KEY] ??= { clock: systemClock, traffic: createVendorTraffic(systemClock) };
	return shared[KEY];
}
