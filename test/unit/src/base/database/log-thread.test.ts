import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Database } from '../../../../../src/base/database/database';
import { openDatabase } from '../../../../../src/base/database/open-store';
import { createLogThread } from '../../../../../src/base/database/sqlite/log-thread';
import { COUNTER, type CounterSchema } from './counter-part';

type Tables = Pick<Database<CounterSchema>, 'write'>;

describe('The log of a store in a file', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-log-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('is taken over into the file while the store is open', async () => {
		const file = path.join(folder, 'store.sqlite');
		const database = await openDatabase<CounterSchema>({ sqlite: file }, COUNTER);
		await visit(database, { times: 40 });
		await until(async () => (await visitsIn(file)) > 0);
		await database.close();
	});

	it('does not grow for ever while writes follow each other without a pause', async () => {
		const file = path.join(folder, 'store.sqlite');
		const database = await openDatabase<CounterSchema>({ sqlite: file }, COUNTER);
		// The file of the log stays as long as the log once was: it begins anew when 40 MB add nothing to it.
		const growth: number[] = [];
		for (let length = 0; growth.at(-1) !== 0 && growth.length < 10;) {
			await visit(database, { times: 1_000, bytes: 40_000 });
			const { size } = await stat(`${file}-wal`);
			growth.push(size - length);
			length = size;
		}
		expect(growth.at(-1)).toBe(0);
		await database.close();
	}, 120_000);

	it('keeps nothing else of the process waiting while many writes follow each other', async () => {
		const file = path.join(folder, 'store.sqlite');
		const database = await openDatabase<CounterSchema>({ sqlite: file }, COUNTER);
		let turns = 0;
		const timer = setInterval(() => (turns += 1), 1);
		// As many as it takes on a quick machine: without its turns the timer would not run at all.
		for (let rounds = 0; turns <= 3 && rounds < 20; rounds += 1) {
			await visit(database, { times: 300, bytes: 40_000 });
		}
		clearInterval(timer);
		expect(turns).toBeGreaterThan(3);
		await database.close();
	});

	it('is left to the writer, who is told why, if the thread cannot open the file', async () => {
		const reasons: string[] = [];
		const log = createLogThread(path.join(folder, 'none', 'store.sqlite'), ({ message }) =>
			reasons.push(message),
		);
		log.takeOver();
		await until(() => reasons.length > 0);
		log.takeOver();
		expect(reasons).toEqual([expect.stringContaining('unable to open')]);
		await log.close();
	});

	/** What stands in the file itself, without the log beside it. */
	async function visitsIn(file: string): Promise<number> {
		const copy = path.join(folder, 'copy.sqlite');
		await copyFile(file, copy);
		const sql = new DatabaseSync(copy);
		try {
			return Number(sql.prepare('select count(*) as count from visit').get()?.count);
		} catch (error) {
			// Not even the table has arrived, or the copy was made in the middle of it.
			expect((error as Error).message).toMatch(/no such table|malformed/);
			return 0;
		} finally {
			sql.close();
		}
	}
});

async function visit(
	{ write }: Tables,
	{ times, bytes = 1 }: { times: number; bytes?: number },
): Promise<void> {
	const who = 'x'.repeat(bytes);
	for (let number = 0; number < times; number += 1) {
		await write(
			async (tables) => await tables.insertInto('visit').values({ who, number }).execute(),
		);
	}
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await sleep(10);
}
