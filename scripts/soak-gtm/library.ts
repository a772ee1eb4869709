import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Batch from '../../src/gtm/batch/run-batch.ts';
import type * as Client from '../../src/gtm/http/create-vendor-client.ts';
import type * as Port from '../../src/gtm/http/http-port.ts';
import type * as Traffic from '../../src/gtm/http/vendor-traffic.ts';
import type * as Stores from '../../src/base/database/open-store.ts';
import type * as Guard from '../../src/gtm/guard/check-by-list.ts';
import type * as Ledger from '../../src/gtm/ledger/store/store-ledger.ts';
import type * as Enrolling from '../../src/gtm/sequencer/enroll-many-checked.ts';
import type * as Registry from '../../src/gtm/vendors/registry.ts';

/** What the soak puts to the test. */
export type Library = Pick<typeof Batch, 'runBatch'> &
	Pick<typeof Client, 'createVendorClient'> &
	Pick<typeof Port, 'NetworkFailure'> &
	Pick<typeof Traffic, 'createVendorTraffic'> &
	Pick<typeof Ledger, 'openStoreLedger'> &
	Pick<typeof Stores, 'openStore'> &
	Pick<typeof Guard, 'checkByList'> &
	Pick<typeof Enrolling, 'enrollManyChecked'> &
	Pick<typeof Registry, 'vendorOf'>;

/** From dist/, as it is published: the sources are written for the compiler. @param root of the repository */
export function loadLibrary(root: string): Library {
	const require = createRequire(join(root, 'package.json'));
	const load = (path: string): unknown => require(`./dist/src/gtm/${path}.js`);
	return {
		...(load('batch/run-batch') as typeof Batch),
		...(load('http/create-vendor-client') as typeof Client),
		...(load('http/http-port') as typeof Port),
		...(load('http/vendor-traffic') as typeof Traffic),
		...(load('ledger/store/store-ledger') as typeof Ledger),
		...(load('../base/database/open-store') as typeof Stores),
		...(load('guard/check-by-list') as typeof Guard),
		...(load('sequencer/enroll-many-checked') as typeof Enrolling),
		...(load('vendors/registry') as typeof Registry),
	};
}
