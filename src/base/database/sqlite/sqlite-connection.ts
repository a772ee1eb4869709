import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import { BoundedMap } from '../../bounded-map';
import type { CompiledQuery, DatabaseConnection, QueryResult } from '../../../third-party/kysely';

/**
 * Milliseconds for which SQLite itself waits for another process that writes. The whole process stands
 * still meanwhile, so that longer waits are ours: `whileRefused`.
 */
const BUSY_MS = 5;

/** Statements that stay compiled. */
const STATEMENTS = 300;

/** SQLITE_BUSY and SQLITE_LOCKED, in the low byte of the code. */
const REFUSED: readonly number[] = [5, 6];

export function isSqliteRefusal(error: unknown): boolean {
	const code = (error as { errcode?: unknown } | undefined)?.errcode;
	return typeof code === 'number' && REFUSED.includes(code & 0xff);
}

interface Prepared {
	statement: StatementSync;
	/** Asked once: to describe the columns takes as long as to find a row. */
	hasRows: boolean;
}

/** One connection to a file, as Kysely wants it. Each statement runs at once, and compiles once. */
export class SqliteConnection implements DatabaseConnection {
	readonly sql: DatabaseSync;
	readonly #statements = new BoundedMap<string, Prepared>(STATEMENTS);

	/** @param file `:memory:` for none */
	constructor(file: string) {
		this.sql = new DatabaseSync(file, { timeout: BUSY_MS });
	}

	// eslint-disable-next-line @typescript-eslint/require-await -- an error is a rejection for Kysely
	async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
		const { statement, hasRows } = this.#statements.getOrSet(sql, () => this.#prepare(sql));
		const values = parameters.map(toInput);
		if (hasRows) return { rows: statement.all(...values) as Row[] };
		const { changes, lastInsertRowid } = statement.run(...values);
		return {
			rows: [],
			insertId: BigInt(lastInsertRowid),
			numAffectedRows: BigInt(changes),
		};
	}

	#prepare(sql: string): Prepared {
		const statement = this.sql.prepare(sql);
		return { statement, hasRows: statement.columns().length > 0 };
	}

	streamQuery(): never {
		throw new Error('Read a store in pages: rows are not streamed');
	}

	close(): void {
		this.sql.close();
	}
}

/** As columns hold it on both backends. */
function toInput(value: unknown): SQLInputValue {
	if (value === undefined) return null;
	if (typeof value === 'boolean') return value ? 1 : 0;
	return value as SQLInputValue;
}
