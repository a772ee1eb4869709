import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { explainMissingCompiler } from '../../../../scripts/n8n/compiler-check.ts';

describe('the check for build tools', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'compiler-check-'));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	test('names in one line what is missing from PATH', () => {
		writeFileSync(join(folder, 'make'), '');
		expect(explainMissingCompiler({ PATH: folder })).toBe(
			'building sqlite3 needs python3, a C++ compiler: install the build tools and try again',
		);
	});

	test('is content when all are there, by whatever name', () => {
		for (const tool of ['python', 'gmake', 'clang++']) writeFileSync(join(folder, tool), '');
		expect(explainMissingCompiler({ PATH: folder })).toBeUndefined();
	});
});
