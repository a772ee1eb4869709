import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Opening from '../../src/base/database/open-store.ts';
import type * as Policy from '../../src/context/check-action/policy.ts';
import type * as Rules from '../../src/context/facts/rules.ts';
import type * as Graph from '../../src/context/open-context-graph.ts';
import type * as Client from '../../src/gtm/http/create-vendor-client.ts';
import type * as Traffic from '../../src/gtm/http/vendor-traffic.ts';
import type * as Registry from '../../src/gtm/vendors/registry.ts';

/** What the benchmark measures, as the package has it. */
export type Library = Pick<typeof Opening, 'openStore'> &
	Pick<typeof Policy, 'DEFAULT_POLICY'> &
	Pick<typeof Rules, 'createRules'> &
	Pick<typeof Graph, 'openContextGraph'> &
	Pick<typeof Client, 'createVendorClient'> &
	Pick<typeof Traffic, 'createVendorTraffic'> &
	Pick<typeof Registry, 'vendorOf'>;

const MODULES = [
	'base/database/open-store',
	'context/check-action/policy',
	'context/facts/rules',
	'context/open-context-graph',
	'gtm/http/create-vendor-client',
	'gtm/http/vendor-traffic',
	'gtm/vendors/registry',
];

/** From dist/, as it is published. @param root of the repository */
export function loadLibrary(root: string): Library {
	const require = createRequire(join(root, 'package.json'));
	const loaded = MODULES.map((module) => require(`./dist/src/${module}.js`) as object);
	return Object.assign({}, ...loaded) as Library;
}
