import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { COUNTER, type CounterSchema } from './counter-part';
import { openDatabase, openStore } from '../../../../../src/base/database/open-store';
import { DatabaseUnavailable } from '../../../../../src/base/database/database-errors';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-store-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = () => path.join(folder, 'gtm', 'store.sqlite');

describe('A store in a file', () => {
	it('can be read by its owner only, as can a copy of it', async () => {
		const store = await openStore({ sqlite: fileOf() });
		await store.open(COUNTER);
		const copy = path.join(folder, 'copy.sqlite');
		await store.backup(copy);
		await store.close();
		for (const file of [fileOf(), copy]) expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(path.dirname(fileOf())).mode & 0o777).toBe(0o700);
	});

	it('holds no byte of what was deleted, once it was scrubbed', async () => {
		const store = await openStore({ sqlite: fileOf() });
		const { write } = await store.open<CounterSchema>(COUNTER);
		const who = 'somebody who wants to be forgotten';
		const bytes = () =>
			['', '-wal'].map((end) => readFileSync(`${fileOf()}${end}`).includes(who)).includes(true);
		await write(
			async (tables) => await tables.insertInto('visit').values({ who, number: 1 }).execute(),
		);
		expect(bytes()).toBe(true);
		await write(async (tables) => await tables.deleteFrom('visit').execute());
		await store.scrub();
		expect(bytes()).toBe(false);
		await store.close();
	});

	it('says which file it could not open, and why', async () => {
		writeFileSync(path.join(folder, 'gtm'), 'a file where a folder should be');
		const opening = openStore({ sqlite: fileOf() });
		await expect(opening).rejects.toThrow(DatabaseUnavailable);
		await expect(opening).rejects.toThrow(fileOf());
	});

	it('that is none is left as it is', async () => {
		const file = path.join(folder, 'notes.txt');
		const text = 'no database at all, but a file of somebody else. '.repeat(20);
		writeFileSync(file, text);
		await expect(openDatabase({ sqlite: file }, COUNTER)).rejects.toThrow(/file is not a database/);
		expect(readFileSync(file, 'utf8')).toBe(text);
	});

	it('in memory is gone when it is closed', async () => {
		for (const _ of [1, 2]) {
			const { read, close } = await openDatabase<CounterSchema>({ sqlite: ':memory:' }, COUNTER);
			const rows = await read(async (t) => await t.selectFrom('visit').selectAll().execute());
			expect(rows).toEqual([]);
			await close();
		}
	});
});
