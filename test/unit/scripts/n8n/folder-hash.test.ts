import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hashPaths } from '../../../../scripts/n8n/folder-hash.ts';

describe('the hash of files and folders', () => {
	let root: string;
	const hash = () => hashPaths(root, ['src', 'package.json']);

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'folder-hash-'));
		mkdirSync(join(root, 'src/deep'), { recursive: true });
		writeFileSync(join(root, 'src/deep/a.ts'), 'a');
	});

	afterEach(() => rmSync(root, { recursive: true, force: true }));

	test('stays the same while nothing changes, also when a path does not exist', async () => {
		expect(await hash()).toBe(await hash());
	});

	test('changes with a content, a name and a new file, not with files elsewhere', async () => {
		const before = await hash();
		writeFileSync(join(root, 'elsewhere'), 'x');
		expect(await hash()).toBe(before);
		const seen = new Set([before]);
		writeFileSync(join(root, 'src/deep/a.ts'), 'b');
		seen.add(await hash());
		renameSync(join(root, 'src/deep/a.ts'), join(root, 'src/deep/b.ts'));
		seen.add(await hash());
		writeFileSync(join(root, 'package.json'), '{}');
		seen.add(await hash());
		expect(seen.size).toBe(4);
	});
});
