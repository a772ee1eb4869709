import type { SqliteConnection } from './sqlite-connection';
import {
	CompiledQuery,
	type Dialect,
	type Driver,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from '../../../third-party/kysely';

/**
 * Kysely over one connection of `node:sqlite`. Who uses it sees to it that transactions come one after
 * another.
 *
 * @param begin how a transaction begins: `begin immediate` keeps others from writing at once
 */
export function sqliteDialect(
	connection: SqliteConnection,
	begin: 'begin' | 'begin immediate',
): Dialect {
	return {
		createAdapter: () => new SqliteAdapter(),
		createDriver: () => sqliteDriver(connection, begin),
		createIntrospector: (tables) => new SqliteIntrospector(tables),
		createQueryCompiler: () => new SqliteQueryCompiler(),
	};
}

function sqliteDriver(connection: SqliteConnection, begin: string): Driver {
	const execute = async (text: string) => {
		await connection.executeQuery(CompiledQuery.raw(text));
	};
	const nothing = async () => await Promise.resolve();
	return {
		init: nothing,
		acquireConnection: async () => await Promise.resolve(connection),
		releaseConnection: nothing,
		beginTransaction: async () => await execute(begin),
		commitTransaction: async () => await execute('commit'),
		async rollbackTransaction() {
			// After a full disk SQLite has done so itself, and what happened must be told.
			if (connection.sql.isTransaction) await execute('rollback');
		},
		async destroy() {
			connection.close();
			await Promise.resolve();
		},
	};
}
