import {
	CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	PostgresAdapter,
	PostgresDriver,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type TransactionSettings,
} from '../../../third-party/kysely';
import type { Pool } from '../../../third-party/pg';

/** How transactions begin: several statements that travel as one. */
export interface Beginnings {
	reading: string;
	writing: string;
}

/**
 * Kysely over a pool of PostgreSQL. What holds for a transaction is set within it, so that a pooler
 * between us and the server may hand out another connection each time.
 */
export function postgresDialect(pool: Pool, { reading, writing }: Beginnings): Dialect {
	const begin = async (connection: DatabaseConnection, { accessMode }: TransactionSettings) => {
		const text = accessMode === 'read only' ? reading : writing;
		try {
			await connection.executeQuery(CompiledQuery.raw(text));
		} catch (error) {
			// It may have begun before the statement that failed. If this fails, too, the connection is
			// broken, and the pool replaces it.
			await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
			throw error;
		}
	};
	return {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => Object.assign(new PostgresDriver({ pool }), { beginTransaction: begin }),
		createIntrospector: (tables) => new PostgresIntrospector(tables),
		createQueryCompiler: () => new PostgresQueryCompiler(),
	};
}
