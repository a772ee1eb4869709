import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emptyDataFolder, openDataFolder } from '../../../../scripts/start/data-folder.ts';
import { openRecord, saveRecord } from '../../../../scripts/start/quick-start-record.ts';

let parent: string;
let folder: string;

beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), 'data-folder-'));
	folder = join(parent, 'data');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('the data folder', () => {
	test('is made, taken again and emptied without losing its marker', async () => {
		await openDataFolder(folder);
		writeFileSync(join(folder, 'database.sqlite'), '');
		await openDataFolder(folder);
		expect(readdirSync(folder)).toContain('database.sqlite');
		await emptyDataFolder(folder);
		expect(readdirSync(folder)).not.toContain('database.sqlite');
		await openDataFolder(folder);
	});

	test('is not a folder that holds someone else’s files', async () => {
		writeFileSync(join(parent, 'thesis.txt'), 'precious');
		await expect(openDataFolder(parent)).rejects.toThrow('holds files that npm start did not make');
		expect(readdirSync(parent)).toEqual(['thesis.txt']);
	});
});

describe('the record of the quick start', () => {
	test('holds a login that n8n accepts and a long key, and is the same at the next start', async () => {
		await openDataFolder(folder);
		const record = await openRecord(folder);
		expect(record.owner.password).toMatch(/^(?=.*\d)(?=.*[A-Z]).{8,64}$/);
		expect(record.mcpKey.length).toBeGreaterThanOrEqual(24);
		await saveRecord(folder, { ...record, imported: { 'a.json': 'hash' } });
		expect(await openRecord(folder)).toEqual({ ...record, imported: { 'a.json': 'hash' } });
	});
});
