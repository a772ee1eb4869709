import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readTail } from '../../../../../../src/n8n/server/dashboard/audit-tail';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-audit-tail-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('reads the end of a long file only, and no half line', async () => {
	const file = path.join(folder, 'audit.jsonl');
	writeFileSync(file, Array.from({ length: 100 }, (_, n) => `{"n":${n + 100}}\n`).join(''));
	expect(await readTail(file, 35)).toEqual([{ n: 197 }, { n: 198 }, { n: 199 }]);
});

it('leaves out what is no record', async () => {
	const file = path.join(folder, 'audit.jsonl');
	writeFileSync(file, '{"n":1}\n{"n":\n7\n{"n":2}\n');
	expect(await readTail(file)).toEqual([{ n: 1 }, { n: 2 }]);
	expect(await readTail(path.join(folder, 'none.jsonl'))).toEqual([]);
});
