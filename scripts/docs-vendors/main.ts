import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { capabilityPage } from './capability-table.ts';
import type { VendorsByCategory } from './capability-table.ts';

const root = join(import.meta.dirname, '..', '..');

/** From the build, because the sources are written for the compiler. */
const { vendors } = createRequire(import.meta.url)(
	join(root, 'dist/src/gtm/vendors/registry.js'),
) as { vendors: VendorsByCategory };

const file = join(root, 'docs', 'vendors', 'README.md');
await writeFile(file, capabilityPage(vendors));
console.log(`wrote ${file}`);
