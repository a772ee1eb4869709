import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { COUNTER, type CounterSchema } from './counter-part';
import { POSTGRES_URL, describeOnPostgres } from './on-every-backend';
import type { Database } from '../../../../../src/base/database/database';
import { openDatabase } from '../../../../../src/base/database/open-store';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-backup-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const visit = async ({ write }: Database<CounterSchema>, number: number) =>
	await write(
		async (tables) => await tables.insertInto('visit').values({ who: 'me', number }).execute(),
	);

const visits = async ({ read }: Database<CounterSchema>) => {
	const rows = await read(
		async (tables) => await tables.selectFrom('visit').select('number').orderBy('number').execute(),
	);
	return rows.map(({ number }) => number);
};

/** The commands are those of docs/gtm-store.md. */
it('a file is backed up while it is used by VACUUM INTO, and restored by putting it back', async () => {
	const file = path.join(folder, 'store.sqlite');
	const backup = path.join(folder, 'backup.sqlite');
	const before = await openDatabase<CounterSchema>({ sqlite: file }, COUNTER);
	await visit(before, 1);
	const writing = visit(before, 2);
	const other = new DatabaseSync(file);
	other.exec(`VACUUM INTO '${backup}'`);
	other.close();
	await writing;
	await visit(before, 3);
	await before.close();

	for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
	cpSync(backup, file);
	const restored = await openDatabase<CounterSchema>({ sqlite: file }, COUNTER);
	const found = await visits(restored);
	expect([[1], [1, 2]]).toContainEqual(found);
	await visit(restored, 9);
	expect(await visits(restored)).toEqual([...found, 9]);
	await restored.close();
});

describeOnPostgres('A schema', ({ place }) => {
	const run = (program: string, ...args: string[]) => {
		const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
		if (error) throw error;
		if (status !== 0) throw new Error(stderr);
	};
	const hasTools = spawnSync('pg_dump', ['--version']).status === 0;
	const itWithTools = hasTools || process.env.CI === 'true' ? it : it.skip;

	itWithTools('is backed up while it is used by pg_dump, and restored by pg_restore', async () => {
		const here = place();
		if (!('postgres' in here)) throw new Error('no PostgreSQL');
		const { schema = '' } = here.postgres;
		const backup = path.join(folder, 'gtm.dump');
		const before = await openDatabase<CounterSchema>(here, COUNTER);
		await visit(before, 1);
		run('pg_dump', '--format=custom', `--schema=${schema}`, `--file=${backup}`, POSTGRES_URL);
		await visit(before, 2);
		await before.close();

		run('pg_restore', '--clean', '--if-exists', '--no-owner', `--dbname=${POSTGRES_URL}`, backup);
		const restored = await openDatabase<CounterSchema>(here, COUNTER);
		expect(await visits(restored)).toEqual([1]);
		await visit(restored, 9);
		expect(await visits(restored)).toEqual([1, 9]);
		await restored.close();
	});
});
