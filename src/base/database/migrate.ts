import type { AnySchema, Part } from './database';
import { DatabaseTooNew } from './database-errors';
import type { Engine } from './engine';
import type { Transaction } from '../../third-party/kysely';

/** The steps that were made, of all parts. */
const MIGRATION = 'store_migration';

/**
 * Makes the steps that are due, all or none. Most starts find nothing to do, and need not wait for
 * whoever writes. Of several processes that start at once one makes them, the others find them made.
 *
 * @throws DatabaseTooNew if a newer version made steps that are not known here
 */
export async function migrate(engine: Engine, part: Part): Promise<void> {
	const due = ({ made }: { made: number }) => {
		if (made > part.migrations.length) throw new DatabaseTooNew(engine.place, part.name);
		return part.migrations.slice(made).map((step, index) => ({ step, number: made + index + 1 }));
	};
	const state = async (tables: Transaction<AnySchema>) => {
		if (!(await engine.hasTable(tables, MIGRATION))) return { hasTable: false, made: 0 };
		return { hasTable: true, made: await stepsMade(tables, part.name) };
	};
	if (due(await engine.read(state)).length === 0) return;
	await engine.write(async (tables) => {
		await engine.prepare(tables);
		const now = await state(tables);
		if (!now.hasTable) await createMigrationTable(engine, tables);
		for (const { step, number } of due(now)) {
			await step.up(tables, { backend: engine.backend, types: engine.types });
			const made = { part: part.name, number, name: step.name, at: new Date().toISOString() };
			await tables.insertInto(MIGRATION).values(made).execute();
		}
	});
}

async function stepsMade(tables: Transaction<AnySchema>, part: string): Promise<number> {
	const { made } = await tables
		.selectFrom(MIGRATION)
		.select(({ fn }) => fn.max('number').as('made'))
		.where('part', '=', part)
		.executeTakeFirstOrThrow();
	return Number(made ?? 0);
}

async function createMigrationTable(
	{ types }: Engine,
	tables: Transaction<AnySchema>,
): Promise<void> {
	await tables.schema
		.createTable(MIGRATION)
		.addColumn('part', types.text, (column) => column.notNull())
		.addColumn('number', types.integer, (column) => column.notNull())
		.addColumn('name', types.text, (column) => column.notNull())
		.addColumn('at', types.text, (column) => column.notNull())
		.addPrimaryKeyConstraint(`${MIGRATION}_key`, ['part', 'number'])
		.execute();
}
