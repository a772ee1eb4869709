import { sql, type Transaction } from '../../third-party/kysely';
import type { AnySchema, Database, Part, Store } from './database';
import { BrandedError } from '../branded-error';
import { nextTurn } from '../next-turn';

/** Rows of one statement: databases bound how many values one takes. */
const ROWS = 200;

/** Something is there already: nothing was moved. */
export class StoreNotEmpty extends BrandedError {
	static override readonly brand: string = 'StoreNotEmpty';

	constructor() {
		super('The database has records of the GTM nodes already');
	}
}

export interface Moving {
	from: Store;
	to: Store;
	parts: ReadonlyArray<{
		part: Part;
		/** With what the names of its tables begin. */ prefix: string;
	}>;
	/** Runs when all is in the other store, before anybody can write to the first one again. */
	moved(this: void): Promise<void> | void;
}

/**
 * Copies all rows of a store in a file to another store, in one transaction there and while nobody writes
 * here: nothing is lost in between. The first store stays as it was.
 *
 * @returns how many rows
 * @throws StoreNotEmpty if the other one is no new store
 */
export async function moveStore({ from, to, parts, moved }: Moving): Promise<number> {
	const [source, target] = [await openAll(from, parts), await openAll(to, parts)];
	return await source.write(async (there) => {
		const names = await tablesOf(there, parts);
		const rows = await target.write(async (here) => {
			await expectNew(here, names);
			let count = 0;
			for (const name of names) count += await copyTable(name, there, here);
			return count;
		});
		await moved();
		return rows;
	});
}

async function openAll(store: Store, parts: Moving['parts']): Promise<Database<AnySchema>> {
	let database: Database<AnySchema> | undefined;
	for (const { part } of parts) database = await store.open<AnySchema>(part);
	if (database === undefined) throw new RangeError('A store has no parts');
	return database;
}

async function tablesOf(tables: Transaction<AnySchema>, parts: Moving['parts']): Promise<string[]> {
	const rows = await tables
		.selectFrom('sqlite_master')
		.select('name')
		.where('type', '=', 'table')
		.orderBy('name')
		.execute();
	return rows
		.map(({ name }) => String(name))
		.filter((name) => parts.some(({ prefix }) => name.startsWith(prefix)));
}

/** What a store has from its beginning: keys, counters and settings of its own. */
const FROM_THE_BEGINNING = /_key$|_counter$|_setting$/;

async function expectNew(tables: Transaction<AnySchema>, names: readonly string[]): Promise<void> {
	for (const name of names) {
		if (FROM_THE_BEGINNING.test(name)) continue;
		const row = await tables.selectFrom(name).selectAll().limit(1).executeTakeFirst();
		if (row !== undefined) throw new StoreNotEmpty();
	}
}

async function copyTable(
	name: string,
	there: Transaction<AnySchema>,
	here: Transaction<AnySchema>,
): Promise<number> {
	await here.deleteFrom(name).execute();
	let count = 0;
	for (let after = 0; ;) {
		const rows = await there
			.selectFrom(name)
			.select(sql<number>`rowid`.as('row_number'))
			.selectAll()
			.where(sql<number>`rowid`, '>', after)
			.orderBy(sql`rowid`)
			.limit(ROWS)
			.execute();
		const last = rows.at(-1);
		if (last === undefined) return count;
		after = Number(last.row_number);
		count += rows.length;
		await here
			.insertInto(name)
			.values(rows.map(({ row_number: _, ...row }) => row))
			.execute();
		await nextTurn();
	}
}
