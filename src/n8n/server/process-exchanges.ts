import { randomUUID } from 'node:crypto';

import { Exchanges } from '../../mcp/server/exchange';

const KEY = Symbol.for('n8n-nodes-gtm-mcp.exchanges');

/**
 * The calls under way in this process. Kept outside the module: n8n drops its modules from the cache
 * when a package is updated, and a call that began before must still be answered after.
 */
export function processExchanges(): Exchanges {
	const shared = globalThis as { [KEY]?: Exchanges };
	shared[KEY] ??= new Exchanges(
		(milliseconds, task) => {
			const timer = setTimeout(task, milliseconds);
			return () => clearTimeout(timer);
		},
		() => randomUUID(),
	);
	return shared[KEY];
}
