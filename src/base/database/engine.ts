import type { AnySchema, Backend, ColumnTypes } from './database';
import type { Transaction } from '../../third-party/kysely';

type Work<Result> = (tables: Transaction<AnySchema>) => Promise<Result>;

/** What a backend does for the store that is kept in it. */
export interface Engine {
	readonly backend: Backend;
	readonly types: ColumnTypes;
	/** For people: a file, or host and database. No secret. */
	readonly place: string;
	read<Result>(this: void, work: Work<Result>): Promise<Result>;
	write<Result>(this: void, work: Work<Result>): Promise<Result>;
	/** Whether the store has a table; not one of the same name elsewhere. */
	hasTable(this: void, tables: Transaction<AnySchema>, name: string): Promise<boolean>;
	/** Makes what must be there before the first table. */
	prepare(this: void, tables: Transaction<AnySchema>): Promise<void>;
	scrub(this: void): Promise<void>;
	backup(this: void, file: string): Promise<void>;
	close(this: void): Promise<void>;
}
