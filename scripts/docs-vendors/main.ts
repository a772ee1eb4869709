import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { capabilityPage } from './capability-table.ts';
import type { VendorsByCategory } from './capability-table.ts';
import { type Meanings, reasonPage } from './reason-page.ts';
import { type DescribedOperations, operationPage } from './operation-page.ts';

const root = join(import.meta.dirname, '..', '..');
const built = createRequire(import.meta.url);

/** From the build, because the sources are written for the compiler. */
function load<Module>(file: string): Module {
	return built(join(root, 'dist/src/gtm', file)) as Module;
}

const { vendors } = load<{ vendors: VendorsByCategory }>('vendors/registry.js');
const { describedOperations } = load<{ describedOperations: () => DescribedOperations }>(
	'operations/described-operations.js',
);

const { REASONS } = load<{ REASONS: Meanings }>('reasons/reasons.js');

const operations = describedOperations();
const pages = {
	'vendors/README.md': capabilityPage(vendors, operations),
	'operations.md': operationPage(operations),
	'reasons.md': reasonPage(REASONS),
};
for (const [name, text] of Object.entries(pages)) {
	const file = join(root, 'docs', name);
	await writeFile(file, text);
	console.log(`wrote ${file}`);
}
