import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type ShownRules, withTable } from './identity-table.ts';

const root = join(import.meta.dirname, '..', '..');
// From the build, because the sources are written for the compiler.
const { IDENTIFIER_RULES } = createRequire(import.meta.url)(
	join(root, 'dist/src/context/identity/identifier-kinds.js'),
) as { IDENTIFIER_RULES: ShownRules };

const file = join(root, 'docs', 'context', 'identity.md');
await writeFile(file, withTable(await readFile(file, 'utf8'), IDENTIFIER_RULES));
console.log(`wrote ${file}`);
