import type { ColumnDataType, Kysely, RawBuilder, Transaction } from '../../third-party/kysely';

/** Where a store is kept. */
export type Backend = 'sqlite' | 'postgres';

/** Rows of tables that other code describes. */
export type AnySchema = Record<string, Record<string, unknown>>;

/**
 * Types of columns with the same meaning on both backends: text is compared and sorted by its bytes,
 * integers are exact up to 2^53, booleans are integers.
 */
export type ColumnTypes = Readonly<
	Record<'text' | 'integer' | 'real' | 'bytes', ColumnDataType | RawBuilder<unknown>>
>;

/** A step from one shape of the tables to the next. What has been published is not changed any more. */
export interface Migration {
	/** `signals by account`, for whoever looks into the store. */
	name: string;
	/** Runs within one transaction with the other steps that are due, while nobody else writes. */
	up(tables: Kysely<AnySchema>, context: MigrationContext): Promise<void>;
}

export interface MigrationContext {
	backend: Backend;
	types: ColumnTypes;
}

/** Tables that belong together, and the steps by which they came to be. */
export interface Part {
	/** `ledger`: kept in the store. */
	name: string;
	migrations: readonly Migration[];
}

/**
 * The tables of one part of a store. Transactions are short, for writes come one after another: they
 * wait for nothing but the database, and open no other one inside.
 */
export interface Database<Schema> {
	readonly backend: Backend;
	/** What is read belongs to one moment. Never waits for who writes. */
	read<Result>(this: void, work: (tables: Transaction<Schema>) => Promise<Result>): Promise<Result>;
	/**
	 * Alone among all processes: all of it happens, or nothing. When it returns, a process that dies
	 * loses nothing of it.
	 *
	 * @param work runs again if the database refused the first attempt: it changes nothing but its tables
	 * @throws DatabaseBusy if others write for `PATIENCE_MS`
	 */
	write<Result>(
		this: void,
		work: (tables: Transaction<Schema>) => Promise<Result>,
	): Promise<Result>;
}

/** A store: one file, or one schema of a PostgreSQL database. One process opens it once. */
export interface Store {
	readonly backend: Backend;
	/**
	 * Opens a part, and brings its tables up to date.
	 *
	 * @throws DatabaseTooNew if a newer version has written it: nothing is changed then
	 */
	open<Schema>(this: void, part: Part): Promise<Database<Schema>>;
	/** Removes what was deleted from the files' bytes. On PostgreSQL that is left to its own vacuum. */
	scrub(this: void): Promise<void>;
	/**
	 * Copies a store in a file while it is used, as it was at one moment. PostgreSQL has `pg_dump`.
	 *
	 * @param file is replaced if there is one
	 */
	backup(this: void, file: string): Promise<void>;
	close(this: void): Promise<void>;
}
