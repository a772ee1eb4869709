import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { COUNTER, type CounterSchema } from './counter-part';
import { type TestStore, describeOnEveryBackend } from './on-every-backend';
import type { Database, Part, Store } from '../../../../../src/base/database/database';
import { DatabaseBusy, DatabaseTooNew } from '../../../../../src/base/database/database-errors';
import { type StoreSettings, openStore } from '../../../../../src/base/database/open-store';

type Counter = Database<CounterSchema>;

describeOnEveryBackend('A store', ({ place, backend }: TestStore) => {
	const stores: Store[] = [];

	afterEach(async () => {
		for (const store of stores.splice(0)) await store.close();
	});

	async function open(settings?: StoreSettings): Promise<Store> {
		const store = await openStore(place(), settings);
		stores.push(store);
		return store;
	}

	const counterIn = async (store: Store): Promise<Counter> => await store.open(COUNTER);
	const openCounter = async (settings?: StoreSettings) => await counterIn(await open(settings));

	const count = async ({ read }: Counter) =>
		await read(async (tables) => {
			const row = await tables.selectFrom('counter').select('value').executeTakeFirstOrThrow();
			return row.value;
		});

	const countUp = async ({ write }: Counter) =>
		await write(async (tables) => {
			await tables
				.updateTable('counter')
				.set(({ eb }) => ({ value: eb('value', '+', 1) }))
				.execute();
		});

	it('keeps what was written', async () => {
		const store = await open();
		await countUp(await counterIn(store));
		await store.close();
		stores.splice(0);
		expect(await count(await openCounter())).toBe(1);
	});

	it('writes all of a transaction, or nothing', async () => {
		const counter = await openCounter();
		const failing = counter.write(async (tables) => {
			await tables.updateTable('counter').set({ value: 7 }).execute();
			throw new Error('half-way');
		});
		await expect(failing).rejects.toThrow('half-way');
		expect(await count(counter)).toBe(0);
		await countUp(counter);
		expect(await count(counter)).toBe(1);
	});

	it('lets nobody write where it is read', async () => {
		const counter = await openCounter();
		const writing = counter.read(async (tables) => {
			await tables.updateTable('counter').set({ value: 7 }).execute();
		});
		await expect(writing).rejects.toThrow(/read-?only/);
		expect(await count(counter)).toBe(0);
	});

	it('reads what belongs to one moment, whoever writes meanwhile', async () => {
		const counter = await openCounter();
		const other = await openCounter();
		const [before, after] = await counter.read(async (tables) => {
			const value = tables.selectFrom('counter').select('value');
			const first = await value.executeTakeFirstOrThrow();
			await countUp(other);
			return [first.value, (await value.executeTakeFirstOrThrow()).value];
		});
		expect([before, after]).toEqual([0, 0]);
		expect(await count(counter)).toBe(1);
	});

	it('tells how many rows were changed, and holds numbers, texts and bytes as they were given', async () => {
		const part: Part = {
			name: 'values',
			migrations: [
				{
					name: 'values',
					async up(tables, { types }) {
						await tables.schema
							.createTable('held')
							.addColumn('text', types.text)
							.addColumn('integer', types.integer)
							.addColumn('real', types.real)
							.addColumn('bytes', types.bytes)
							.execute();
					},
				},
			],
		};
		type Held = { text: string; integer: number; real: number; bytes: Uint8Array | null };
		const database = await (await open()).open<{ held: Held }>(part);
		const rows: Held[] = [
			{
				text: 'Zoë',
				integer: Date.parse('2026-11-25'),
				real: 0.1,
				bytes: new Uint8Array([0, 255]),
			},
			{ text: 'ab', integer: Number.MAX_SAFE_INTEGER, real: -1.5, bytes: null },
			{ text: 'a c', integer: -1, real: 2, bytes: new Uint8Array() },
		];
		await database.write(async (tables) => await tables.insertInto('held').values(rows).execute());
		const found = await database.read(
			async (tables) => await tables.selectFrom('held').selectAll().orderBy('text').execute(),
		);
		// By bytes: capitals first, and a blank before a letter.
		expect(found.map(({ bytes, ...row }) => ({ ...row, bytes: bytes && [...bytes] }))).toEqual(
			[rows[0], rows[2], rows[1]].map((row) => ({ ...row, bytes: row?.bytes && [...row.bytes] })),
		);
		const { changed, total } = await database.write(async (tables) => {
			const update = tables.updateTable('held').set({ real: 1 }).where('integer', '>', 0);
			const { numUpdatedRows } = await update.executeTakeFirst();
			const { all } = await tables
				.selectFrom('held')
				.select(({ fn }) => [fn.countAll().as('all')])
				.executeTakeFirstOrThrow();
			return { changed: Number(numUpdatedRows), total: all };
		});
		expect({ changed, total }).toEqual({ changed: 2, total: 3 });
	});

	it('is waited for while another one writes to it, and everything else goes on', async () => {
		const counter = await openCounter();
		const other = await openCounter();
		const gate = new EventTarget();
		const opened = once(gate, 'open');
		const begun = Promise.withResolvers<undefined>();
		const holding = other.write(async (tables) => {
			await tables.updateTable('counter').set({ value: 10 }).execute();
			begun.resolve(undefined);
			await opened;
		});
		await begun.promise;
		let isDone = false;
		const writing = countUp(counter).finally(() => {
			isDone = true;
		});
		// If the wait held the process, none of these would come to an end before it did.
		for (let time = 0; time < 20; time += 1) await pause(1);
		expect(await count(counter)).toBe(0);
		expect(isDone).toBe(false);
		gate.dispatchEvent(new Event('open'));
		await Promise.all([holding, writing]);
		expect(await count(counter)).toBe(11);
	});

	it('is given up if the other one does not come to an end, and nothing was written', async () => {
		const counter = await openCounter({ patienceMs: 50 });
		const other = await openCounter();
		const end = Promise.withResolvers<undefined>();
		const begun = Promise.withResolvers<undefined>();
		const holding = other.write(async () => {
			begun.resolve(undefined);
			await end.promise;
		});
		await begun.promise;
		await expect(countUp(counter)).rejects.toThrow(DatabaseBusy);
		end.resolve(undefined);
		await holding;
		expect(await count(counter)).toBe(0);
		await countUp(counter);
		expect(await count(counter)).toBe(1);
	});

	it('holds parts that know nothing of each other', async () => {
		const store = await open();
		const counter = await counterIn(store);
		const more: Part = { ...COUNTER, name: 'more', migrations: [addNote] };
		const notes = await store.open<{ note: { text: string } }>(more);
		await notes.write(
			async (tables) => await tables.insertInto('note').values({ text: 'hello' }).execute(),
		);
		expect(await count(counter)).toBe(0);
		expect(await count(await counterIn(store))).toBe(0);
	});

	const addNote = {
		name: 'notes',
		async up(tables: Parameters<Part['migrations'][number]['up']>[0]) {
			await tables.schema.createTable('note').addColumn('text', 'text').execute();
		},
	};

	it('of a newer version is refused, and left as it is', async () => {
		const store = await open();
		const newer: Part = { ...COUNTER, migrations: [...COUNTER.migrations, addNote] };
		await countUp(await store.open(newer));
		await expect(openCounter()).rejects.toThrow(DatabaseTooNew);
		await expect(openCounter()).rejects.toThrow(/newer version .*"counter".* Update the package/);
		const again = await store.open<CounterSchema & { note: { text: string } }>(newer);
		expect(await count(again as unknown as Counter)).toBe(1);
		expect(await again.read(async (t) => await t.selectFrom('note').selectAll().execute())).toEqual(
			[],
		);
	});

	it('of an older version is brought up to date, and keeps its rows', async () => {
		const older: Part = { ...COUNTER, migrations: COUNTER.migrations.slice(0, 1) };
		const store = await open();
		await countUp(await store.open(older));
		const counter = await openCounter();
		expect(await count(counter)).toBe(1);
		const visits = await counter.read(
			async (t) => await t.selectFrom('visit').selectAll().execute(),
		);
		expect(visits).toEqual([]);
	});

	it('is not changed at all if one step of several fails', async () => {
		const failing: Part = {
			...COUNTER,
			migrations: [
				...COUNTER.migrations,
				{
					name: 'fails',
					async up(tables) {
						await addNote.up(tables);
						throw new Error('a step that fails');
					},
				},
			],
		};
		const store = await open();
		await expect(store.open(failing)).rejects.toThrow('a step that fails');
		// Were anything left of the steps, their tables would be there already.
		const counter = await counterIn(store);
		expect(await count(counter)).toBe(0);
		const withNotes: Part = { ...COUNTER, migrations: [...COUNTER.migrations, addNote] };
		await store.open(withNotes);
	});

	it('is brought up to date once, by whoever of several comes first', async () => {
		const all = await Promise.all(Array.from({ length: 6 }, async () => await openCounter()));
		for (const counter of all) await countUp(counter);
		const first = all[0] as Counter;
		expect(await count(first)).toBe(6);
		const rows = await first.read(async (t) => await t.selectFrom('counter').selectAll().execute());
		expect(rows).toHaveLength(1);
	});

	it('can be copied while it is used, and opened from the copy', async () => {
		const store = await open();
		const counter = await counterIn(store);
		await countUp(counter);
		const here = place();
		if (!('sqlite' in here)) {
			await expect(store.backup('copy')).rejects.toThrow(/pg_dump --schema=test_/);
			return;
		}
		const copy = path.join(path.dirname(here.sqlite), 'copy.sqlite');
		await Promise.all([store.backup(copy), countUp(counter)]);
		await countUp(counter);
		const restored = await openStore({ sqlite: copy });
		stores.push(restored);
		expect([1, 2]).toContain(await count(await counterIn(restored)));
		expect(await count(counter)).toBe(3);
		rmSync(copy);
	});

	it('says which backend it is', async () => {
		expect((await open()).backend).toBe(backend);
	});
});
