import { BrandedError } from '../../branded-error';
import { DEFAULT_PORT, DEFAULT_SCHEMA, type PostgresConnection } from './postgres-connection';
import { type Beginnings, postgresDialect } from './postgres-dialect';
import type { AnySchema, ColumnTypes } from '../database';
import { DatabaseBusy, DatabaseUnavailable } from '../database-errors';
import type { Engine } from '../engine';
import { oneAtATime } from '../one-at-a-time';
import { PATIENCE_MS, type Refusal, whileRefused } from '../while-refused';
import {
	Kysely,
	type Transaction,
	type TransactionBuilder,
	sql,
} from '../../../third-party/kysely';
import { Pool, type PoolConfig, types } from '../../../third-party/pg';

/** Connections of one process: one writes, the others read. */
const CONNECTIONS = 5;
const CONNECT_MS = 10_000;
/** A statement that takes longer is lost in a network, or asks for too much. */
const STATEMENT_MS = 120_000;
/** A process that stops within a transaction keeps all others from writing for so long. */
const IDLE_MS = 15_000;

/** Sorted and compared by its bytes, as SQLite does, whatever language the database speaks. */
const TYPES: ColumnTypes = {
	text: sql.raw('text COLLATE "C"'),
	integer: 'bigint',
	real: 'double precision',
	bytes: 'bytea',
};

/** serialization_failure and deadlock_detected: undone, and may be done again. */
const UNDONE: readonly unknown[] = ['40001', '40P01'];
/** lock_not_available: somebody else wrote for as long as we would wait. */
const HELD = '55P03';
/** The server ends its connections or begins to run, or the network does not reach it. */
const LOST: readonly unknown[] = [
	'57P01',
	'57P02',
	'57P03',
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
];

/** bigint and numeric come as text else; ours are exact up to 2^53. */
const NUMBERS: readonly number[] = [20, 1700];

/**
 * A store in one schema of a PostgreSQL database, shared by processes and hosts. Writes come one after
 * another, as they do in a file, by a lock that ends with the transaction: what a write read is still
 * so when it writes, without thinking about levels of isolation.
 *
 * @throws DatabaseUnavailable if it cannot be reached
 */
export async function openPostgresEngine(
	connection: PostgresConnection,
	patienceMs: number = PATIENCE_MS,
): Promise<Engine> {
	const { schema = DEFAULT_SCHEMA } = connection;
	const place = placeOf(connection);
	const pool = new Pool(poolConfig(connection));
	// A connection that breaks is replaced by the pool, and who uses it hears of it from the statement: the
	// event is for nobody, and would end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	const refusal: Refusal = {
		isRefused: (error) => error instanceof NotBegun || UNDONE.includes(codeOf(error)),
		patienceMs,
		givenUp: (error) =>
			error instanceof NotBegun
				? new DatabaseUnavailable(place, error.cause)
				: new DatabaseBusy(place, patienceMs),
	};
	const tables = new Kysely<AnySchema>({
		dialect: postgresDialect(pool, beginnings(schema, patienceMs)),
	});
	const writes = oneAtATime();
	try {
		await tables.connection().execute(async (one) => await sql`select 1`.execute(one));
	} catch (error) {
		await tables.destroy();
		throw new DatabaseUnavailable(place, error);
	}
	return {
		backend: 'postgres',
		types: TYPES,
		place,
		read: async (work) =>
			await whileRefused(
				refusal,
				async () => await begun(tables.transaction().setAccessMode('read only'), work),
			),
		async write(work) {
			const once = async () => await begun(tables.transaction(), work);
			try {
				return await whileRefused(refusal, async () => await writes(once));
			} catch (error) {
				throw codeOf(error) === HELD ? new DatabaseBusy(place, patienceMs) : error;
			}
		},
		async hasTable(within, name) {
			const { rows } = await sql<{ found: string | null }>`
				select to_regclass(${`${quoted(schema)}.${quoted(name)}`})::text as found`.execute(within);
			return rows[0]?.found != null;
		},
		async prepare(within) {
			const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(
				within,
			);
			if (rows.length === 0) await within.schema.createSchema(schema).execute();
		},
		scrub: async () => await Promise.resolve(),
		async backup() {
			throw await Promise.resolve(
				new Error(`Back up the store (${place}) with pg_dump --schema=${schema}`),
			);
		},
		close: async () => await tables.destroy(),
	};
}

/** A connection was lost, or could not be made, before anything was done: it can be done on another. */
export class NotBegun extends BrandedError {
	static override readonly brand: string = 'NotBegun';
}

async function begun<Result>(
	transaction: TransactionBuilder<AnySchema>,
	work: (tables: Transaction<AnySchema>) => Promise<Result>,
): Promise<Result> {
	let isBegun = false;
	try {
		return await transaction.execute(async (tables) => {
			isBegun = true;
			return await work(tables);
		});
	} catch (error) {
		throw !isBegun && isLost(error) ? new NotBegun('Not begun', { cause: error }) : error;
	}
}

function isLost(error: unknown): boolean {
	return LOST.includes(codeOf(error)) || /^Connection terminated/.test((error as Error).message);
}

function placeOf({ host, port, database, schema }: PostgresConnection): string {
	return `PostgreSQL at ${host}:${port ?? DEFAULT_PORT}, database ${database}, schema ${schema ?? DEFAULT_SCHEMA}`;
}

function poolConfig({ ssl = 'disable', ca, ...connection }: PostgresConnection): PoolConfig {
	const { host, port = DEFAULT_PORT, database, user, password } = connection;
	return {
		host,
		port,
		database,
		user,
		...(password !== undefined && { password }),
		...(ssl !== 'disable' && {
			ssl: { rejectUnauthorized: ssl === 'verify', ...(ca !== undefined && { ca }) },
		}),
		application_name: 'n8n-nodes-gtm-mcp',
		max: CONNECTIONS,
		connectionTimeoutMillis: CONNECT_MS,
		keepAlive: true,
		allowExitOnIdle: true,
		types: { getTypeParser: parserOf },
	};
}

function parserOf(...[oid, format]: Parameters<typeof types.getTypeParser>): unknown {
	return NUMBERS.includes(oid) ? Number : types.getTypeParser(oid, format);
}

function beginnings(schema: string, patienceMs: number): Beginnings {
	const settings = [
		`set local search_path to ${quoted(schema)}`,
		`set local statement_timeout to ${STATEMENT_MS}`,
	];
	return {
		reading: ['start transaction isolation level repeatable read read only', ...settings].join(';'),
		writing: [
			'begin isolation level read committed read write',
			...settings,
			`set local idle_in_transaction_session_timeout to ${IDLE_MS}`,
			`set local lock_timeout to ${patienceMs}`,
			// The schema is part of the key: two stores in one database do not wait for each other.
			`select pg_advisory_xact_lock(hashtextextended(${literal(`gtm store ${schema}`)}, 0))`,
		].join(';'),
	};
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

function codeOf(error: unknown): unknown {
	return (error as { code?: unknown } | undefined)?.code;
}
