import type { McpConnection } from '../../../../../src/mcp/client/connection';
import { ConnectionPool } from '../../../../../src/mcp/client/connection-pool';
import { toKeyHeader } from '../../../../../src/mcp/client/api-key';

const limits = { timeoutMs: 1_000 };

function poolOfFakes() {
	const closed: string[] = [];
	const connect = jest.fn(async ({ url }: { url: URL }) => {
		const close = async () => await Promise.resolve(void closed.push(url.href));
		return await Promise.resolve({ close } as unknown as McpConnection);
	});
	return { pool: new ConnectionPool(connect), connect, closed };
}

const target = (url: string, key = '') => ({
	url: new URL(url),
	keyHeader: toKeyHeader(key, 'Authorization'),
});

it('gives the same connection for the same server and key', async () => {
	const { pool, connect } = poolOfFakes();
	await pool.acquire(target('https://a.example/mcp', 'k'), limits);
	await pool.acquire(target('https://a.example/mcp', 'k'), limits);
	expect(connect).toHaveBeenCalledTimes(1);
});

it('gives another one for another server or key', async () => {
	const { pool, connect } = poolOfFakes();
	await pool.acquire(target('https://a.example/mcp', 'k'), limits);
	await pool.acquire(target('https://a.example/mcp', 'l'), limits);
	await pool.acquire(target('https://a.example/other', 'k'), limits);
	expect(connect).toHaveBeenCalledTimes(3);
});

it('connects anew after a failed connect and after a discard', async () => {
	const { pool, connect, closed } = poolOfFakes();
	connect.mockRejectedValueOnce(new Error('down'));
	await expect(pool.acquire(target('https://a.example/'), limits)).rejects.toThrow('down');
	await pool.acquire(target('https://a.example/'), limits);
	await pool.discard(target('https://a.example/'));
	await pool.acquire(target('https://a.example/'), limits);
	expect(connect).toHaveBeenCalledTimes(3);
	expect(closed).toEqual(['https://a.example/']);
});

it('closes every connection once', async () => {
	const { pool, closed } = poolOfFakes();
	await pool.acquire(target('https://a.example/'), limits);
	await pool.acquire(target('https://b.example/'), limits);
	await pool.closeAll();
	await pool.closeAll();
	expect(closed).toEqual(['https://a.example/', 'https://b.example/']);
});
