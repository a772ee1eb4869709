/**
 * The query builder for both backends of the store. Bundled into dist by the build, like everything in
 * this folder. Modules that import it are imported dynamically, so that who opens no store loads none.
 */
export {
	CompiledQuery,
	Kysely,
	PostgresAdapter,
	PostgresDriver,
	PostgresIntrospector,
	PostgresQueryCompiler,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	sql,
} from 'kysely';
export type {
	ColumnDataType,
	DatabaseConnection,
	Dialect,
	Driver,
	Expression,
	ExpressionBuilder,
	Insertable,
	QueryResult,
	RawBuilder,
	Selectable,
	SelectQueryBuilder,
	SqlBool,
	Transaction,
	TransactionBuilder,
	TransactionSettings,
	Updateable,
} from 'kysely';
