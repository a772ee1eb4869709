import type { Database, Part, Store } from './database';
import type { Engine } from './engine';
import type { PostgresConnection } from './postgres/postgres-connection';

/** A file (`:memory:` for none), or a database of PostgreSQL. */
export type StorePlace = { sqlite: string } | { postgres: PostgresConnection };

export interface StoreSettings {
	/** Milliseconds for which others may write before a write is given up; `PATIENCE_MS` if left out. */
	patienceMs?: number;
}

/**
 * Opens a store, and makes it if there is none. It holds no timer: a process can end with it open.
 *
 * @throws DatabaseUnavailable if it cannot be opened
 */
export async function openStore(place: StorePlace, settings: StoreSettings = {}): Promise<Store> {
	const engine = await openEngine(place, settings);
	return {
		backend: engine.backend,
		async open<Schema>(part: Part) {
			const { migrate } = await import('./migrate.ts');
			await migrate(engine, part);
			return databaseOf<Schema>(engine);
		},
		scrub: async () => await engine.scrub(),
		backup: async (file) => await engine.backup(file),
		close: async () => await engine.close(),
	};
}

/** A store of one part. */
export async function openDatabase<Schema>(
	place: StorePlace,
	part: Part,
): Promise<Database<Schema> & Pick<Store, 'close'>> {
	const store = await openStore(place);
	try {
		return { ...(await store.open<Schema>(part)), close: async () => await store.close() };
	} catch (error) {
		await store.close();
		throw error;
	}
}

/** The query builder and the client of PostgreSQL are loaded only by who opens a store. */
async function openEngine(place: StorePlace, { patienceMs }: StoreSettings): Promise<Engine> {
	if ('sqlite' in place) {
		const { openSqliteEngine } = await import('./sqlite/sqlite-engine.ts');
		return await openSqliteEngine(place.sqlite, patienceMs);
	}
	const { openPostgresEngine } = await import('./postgres/postgres-engine.ts');
	return await openPostgresEngine(place.postgres, patienceMs);
}

/** Which tables there are is known by the part that is opened, not by the engine. */
function databaseOf<Schema>({ backend, read, write }: Engine): Database<Schema> {
	return { backend, read, write } as unknown as Database<Schema>;
}
