import { ConnectionPool, type PoolLimits } from '../../../../../src/mcp/client/connection-pool';
import type { McpConnection } from '../../../../../src/mcp/client/mcp-connection';
import { ManualClock } from './manual-clock';

const limits: PoolLimits = { idleMs: 1_000, perKeyMax: 2, idleMax: 3 };

/** A pool of connections that only know their number and whether they are closed. */
function poolOfFakes() {
	const clock = new ManualClock();
	const pool = new ConnectionPool(clock, limits);
	const made: Array<{ isClosed: boolean }> = [];
	const connect = jest.fn(async () => {
		const connection = {
			isClosed: false,
			close: async () => await Promise.resolve(void (connection.isClosed = true)),
		};
		made.push(connection);
		return await Promise.resolve(connection as unknown as McpConnection);
	});
	return { clock, pool, connect, made };
}

it('shares one connection, also with those who come while it is being made', async () => {
	const { pool, connect } = poolOfFakes();
	const leases = await Promise.all([1, 2, 3].map(() => pool.lease('a', 'shared', connect)));
	expect(connect).toHaveBeenCalledTimes(1);
	expect(new Set(leases.map(({ connection }) => connection)).size).toBe(1);
});

it('makes another one for another key', async () => {
	const { pool, connect } = poolOfFakes();
	await pool.lease('a', 'shared', connect);
	await pool.lease('b', 'shared', connect);
	expect(connect).toHaveBeenCalledTimes(2);
});

it('gives an exclusive connection to one at a time, and makes more up to the limit', async () => {
	const { pool, connect } = poolOfFakes();
	const first = await pool.lease('a', 'exclusive', connect);
	const second = await pool.lease('a', 'exclusive', connect);
	expect(second.connection).not.toBe(first.connection);
	const third = pool.lease('a', 'exclusive', connect);
	first.release();
	expect((await third).connection).toBe(first.connection);
	expect(connect).toHaveBeenCalledTimes(2);
});

it('shares nothing that somebody has for themselves', async () => {
	const { pool, connect } = poolOfFakes();
	const exclusive = await pool.lease('a', 'exclusive', connect);
	const shared = await pool.lease('a', 'shared', connect);
	expect(shared.connection).not.toBe(exclusive.connection);
	exclusive.release();
	shared.release();
	const next = await pool.lease('a', 'shared', connect);
	expect([exclusive.connection, shared.connection]).toContain(next.connection);
	expect(connect).toHaveBeenCalledTimes(2);
});

it('makes room for who waits when a connect fails', async () => {
	const { pool, connect } = poolOfFakes();
	await pool.lease('a', 'exclusive', connect);
	const { promise, reject } = Promise.withResolvers<McpConnection>();
	const failing = pool.lease('a', 'exclusive', () => promise);
	const waiting = pool.lease('a', 'exclusive', connect);
	reject(new Error('down'));
	await expect(failing).rejects.toThrow('down');
	await expect(waiting).resolves.toBeDefined();
});

it('does not remember a connect that failed', async () => {
	const { pool, connect } = poolOfFakes();
	connect.mockRejectedValueOnce(new Error('down'));
	await expect(pool.lease('a', 'shared', connect)).rejects.toThrow('down');
	await expect(pool.lease('a', 'shared', connect)).resolves.toBeDefined();
});

it('lets go of who is cancelled while others wait for the same connection', async () => {
	const { pool } = poolOfFakes();
	const { promise, resolve } = Promise.withResolvers<McpConnection>();
	const controller = new AbortController();
	const cancelled = pool.lease('a', 'shared', () => promise, controller.signal);
	const patient = pool.lease('a', 'shared', () => promise);
	controller.abort(new Error('cancelled'));
	await expect(cancelled).rejects.toThrow('cancelled');
	resolve({ isClosed: false } as McpConnection);
	await expect(patient).resolves.toBeDefined();
});

it('closes in time what nobody wants any more when it is ready', async () => {
	const { clock, pool, connect, made } = poolOfFakes();
	const controller = new AbortController();
	const cancelled = pool.lease('a', 'shared', connect, controller.signal);
	controller.abort(new Error('cancelled'));
	await expect(cancelled).rejects.toThrow('cancelled');
	clock.advance(1_000);
	expect(made.map(({ isClosed }) => isClosed)).toEqual([true]);
});

it('replaces a connection that the server has closed', async () => {
	const { pool, connect, made } = poolOfFakes();
	const lease = await pool.lease('a', 'shared', connect);
	lease.release();
	made[0]!.isClosed = true;
	await pool.lease('a', 'shared', connect);
	expect(connect).toHaveBeenCalledTimes(2);
});

it('closes a discarded connection when its last user has gone', async () => {
	const { pool, connect, made } = poolOfFakes();
	const one = await pool.lease('a', 'shared', connect);
	const other = await pool.lease('a', 'shared', connect);
	one.discard();
	expect(made[0]!.isClosed).toBe(false);
	other.release();
	expect(made[0]!.isClosed).toBe(true);
	await pool.lease('a', 'shared', connect);
	expect(connect).toHaveBeenCalledTimes(2);
});

it('closes what nobody has used for a while, but not what is in use', async () => {
	const { clock, pool, connect, made } = poolOfFakes();
	const lease = await pool.lease('a', 'shared', connect);
	clock.advance(5_000);
	expect(made[0]!.isClosed).toBe(false);
	lease.release();
	clock.advance(999);
	expect(made[0]!.isClosed).toBe(false);
	clock.advance(1);
	expect(made[0]!.isClosed).toBe(true);
});

it('keeps a bounded number of unused connections', async () => {
	const { pool, connect, made } = poolOfFakes();
	for (const key of ['a', 'b', 'c', 'd']) (await pool.lease(key, 'shared', connect)).release();
	expect(made.map(({ isClosed }) => isClosed)).toEqual([true, false, false, false]);
});

it('makes room by closing what was unused for longest, not what was made first', async () => {
	const { pool, connect } = poolOfFakes();
	const use = async (key: string) => {
		const lease = await pool.lease(key, 'shared', connect);
		lease.release();
		return lease.connection;
	};
	const [first, second, third] = [await use('a'), await use('b'), await use('c')];
	await use('a');
	const fourth = await use('d');
	expect([first, second, third, fourth].map(({ isClosed }) => isClosed)).toEqual([
		false,
		true,
		false,
		false,
	]);
});

it('closes everything at the end', async () => {
	const { pool, connect, made } = poolOfFakes();
	(await pool.lease('a', 'shared', connect)).release();
	await pool.lease('b', 'shared', connect);
	await pool.closeAll();
	expect(made.every(({ isClosed }) => isClosed)).toBe(true);
});
