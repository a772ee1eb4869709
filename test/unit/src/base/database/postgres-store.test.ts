import { COUNTER, type CounterSchema } from './counter-part';
import { POSTGRES_URL, describeOnPostgres } from './on-every-backend';
import { DatabaseUnavailable } from '../../../../../src/base/database/database-errors';
import { openDatabase, openStore } from '../../../../../src/base/database/open-store';
import { postgresFromUrl } from '../../../../../src/base/database/postgres/postgres-connection';
import { sql } from '../../../../../src/third-party/kysely';
import { Pool } from '../../../../../src/third-party/pg';

describeOnPostgres('A store in PostgreSQL', ({ place }) => {
	it.each(['40001', '40P01'])('writes again what the server undid with %s', async (code) => {
		const database = await openDatabase<CounterSchema>(place(), COUNTER);
		let attempts = 0;
		await database.write(async (tables) => {
			attempts += 1;
			await tables.insertInto('visit').values({ who: 'me', number: attempts }).execute();
			if (attempts === 1) {
				const undo = `do $$ begin raise exception 'undone' using errcode = '${code}'; end $$`;
				await sql.raw(undo).execute(tables);
			}
		});
		const rows = await database.read(
			async (t) => await t.selectFrom('visit').selectAll().execute(),
		);
		expect(rows).toEqual([{ who: 'me', number: 2 }]);
		await database.close();
	});

	it('goes on after the server ended its connections', async () => {
		const database = await openDatabase<CounterSchema>(place(), COUNTER);
		const pid = await database.read(async (tables) => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tables);
			return rows[0]?.pid;
		});
		const pool = new Pool({ connectionString: POSTGRES_URL, max: 1 });
		const ended = await pool.query('select pg_terminate_backend($1) as done', [pid]);
		expect(ended.rows).toEqual([{ done: true }]);
		await pool.end();
		await database.write(
			async (t) => await t.insertInto('visit').values({ who: 'me', number: 1 }).execute(),
		);
		const rows = await database.read(
			async (t) => await t.selectFrom('visit').selectAll().execute(),
		);
		expect(rows).toHaveLength(1);
		await database.close();
	});

	it('says where it could not be reached, without the password', async () => {
		const connection = { ...postgresFromUrl(POSTGRES_URL), port: 1, password: 'hunter2' };
		const error = await openStore({ postgres: connection }).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(DatabaseUnavailable);
		expect(String(error)).toContain(`${connection.host}:1, database ${connection.database}`);
		expect(String(error)).not.toContain('hunter2');
	});
});

describe('The URL of a PostgreSQL database', () => {
	it('says host, port, database, user, password, schema and encryption', () => {
		const url = 'postgresql://dana:p%40ss@db.acme.com:6432/crm?schema=graph&sslmode=verify-full';
		expect(postgresFromUrl(url)).toEqual({
			host: 'db.acme.com',
			port: 6432,
			database: 'crm',
			user: 'dana',
			password: 'p@ss',
			schema: 'graph',
			ssl: 'verify',
		});
		expect(postgresFromUrl('postgres://dana@[::1]/crm')).toEqual({
			host: '::1',
			database: 'crm',
			user: 'dana',
		});
	});

	it.each([
		['mysql://dana:hunter2@db/crm', 'must be a URL such as postgres://'],
		['hunter2', 'must be a URL such as postgres://'],
		['postgres://:hunter2@db', 'must name user, host and database'],
		['postgres://dana:hunter2@db/crm?sslmode=maybe', 'has the sslmode "maybe"'],
	])('%s is refused without its password', (url, problem) => {
		expect(() => postgresFromUrl(url)).toThrow(problem);
		expect(() => postgresFromUrl(url)).not.toThrow('hunter2');
	});
});
