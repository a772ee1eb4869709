import type { Store } from '../../base/database/database';
import { processState } from '../../base/process-state';
import type { Runs } from '../../gtm/playbook/guard/runs';
import { openStoreRuns } from '../../gtm/playbook/guard/store-runs';
import { gtmProcess } from '../gtm/gtm-process';
import { storePlace } from '../gtm/store-place';

interface RunsState {
	/** Of each store that is open. */
	opened: WeakMap<Store, Promise<Runs>>;
}

/** Raised whenever what the runs can be asked changes. */
const VERSION = 1;

/**
 * What ran for whom in this n8n, in the store that its context graph and ledger are in.
 *
 * @throws Error if the store cannot be opened; the next one who asks tries again
 */
export async function playbookRuns(): Promise<Runs> {
	const { opened } = processState<RunsState>({
		name: 'playbook',
		version: VERSION,
		create: () => ({ opened: new WeakMap() }),
	});
	const { clock, stores } = gtmProcess();
	const store = await stores(storePlace(process.env));
	const opening = opened.get(store) ?? openStoreRuns(store, () => clock.now());
	opened.set(store, opening);
	try {
		return await opening;
	} catch (error) {
		opened.delete(store);
		throw error;
	}
}
