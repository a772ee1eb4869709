import { DatabaseSync } from 'node:sqlite';

import pg from 'pg';

import type { StorePlace } from '../../src/base/database/open-store.ts';

/** One connection, for statements that both databases understand. */
export interface Connection {
	run(statement: string): Promise<void>;
	/** Of a transaction that will write: the graph writes, too, how often it was asked for what. */
	begin(): Promise<void>;
	/** @param query for one row with the column `number` */
	number(query: string): Promise<number>;
	close(): Promise<void>;
}

/** Does not wait for the disk: what it loads can be loaded again. */
export async function connectTo(place: StorePlace): Promise<Connection> {
	return 'sqlite' in place ? connectToFile(place.sqlite) : await connectToServer(place.postgres);
}

const GIGABYTE_IN_KB = 1_000_000;

function connectToFile(file: string): Connection {
	const sql = new DatabaseSync(file, { timeout: 10_000 });
	sql.exec(`pragma synchronous = off; pragma cache_size = -${GIGABYTE_IN_KB}`);
	const run = async (statement: string) => await Promise.resolve(sql.exec(statement));
	return {
		run,
		begin: async () => await run('begin immediate'),
		number: async (query) => await Promise.resolve(Number(sql.prepare(query).get()?.number)),
		async close() {
			await Promise.resolve(sql.close());
		},
	};
}

async function connectToServer({
	schema,
	...connection
}: Extract<StorePlace, { postgres: object }>['postgres']): Promise<Connection> {
	const { host, port, database, user, password } = connection;
	const client = new pg.Client({ host, port, database, user, password });
	await client.connect();
	await client.query(`set search_path to "${schema}"; set synchronous_commit to off`);
	const run = async (statement: string) => void (await client.query(statement));
	return {
		run,
		begin: async () => await run('begin'),
		async number(query) {
			const { rows } = await client.query<{ number: string }>(query);
			return Number(rows[0]?.number);
		},
		async close() {
			// Its own vacuum would do so in a minute.
			await client.query('analyze');
			await client.end();
		},
	};
}
