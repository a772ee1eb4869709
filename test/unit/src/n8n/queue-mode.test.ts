import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { queueRedis } from '../../../../src/n8n/queue-mode';

const queue = { EXECUTIONS_MODE: 'queue' };

describe('the Redis of the queue', () => {
	it('is not looked for where executions run in the main process', () => {
		expect(queueRedis({ QUEUE_BULL_REDIS_HOST: 'redis' })).toBeUndefined();
	});

	it('is where n8n looks for it if nothing is said', () => {
		expect(queueRedis(queue)).toMatchObject({
			kind: 'server',
			nodes: [{ host: 'localhost', port: 6379 }],
			db: 0,
			tls: false,
			prefix: '{n8n:bull:gtm-mcp}:',
		});
	});

	it("is described by n8n's own variables", () => {
		const place = queueRedis({
			...queue,
			QUEUE_BULL_REDIS_HOST: 'redis.internal',
			QUEUE_BULL_REDIS_PORT: '6380',
			QUEUE_BULL_REDIS_DB: '3',
			QUEUE_BULL_REDIS_USERNAME: 'n8n',
			QUEUE_BULL_REDIS_PASSWORD: '"se cret"',
			QUEUE_BULL_REDIS_TLS: 'true',
			QUEUE_BULL_REDIS_TLS_SERVERNAME: 'redis.example.com',
			QUEUE_BULL_REDIS_TLS_VALIDATE_CERTIFICATE: 'false',
			QUEUE_BULL_REDIS_DUALSTACK: 'true',
			QUEUE_BULL_PREFIX: 'jobs',
			N8N_REDIS_KEY_PREFIX: '{acme}',
		});
		expect(place).toEqual({
			kind: 'server',
			nodes: [{ host: 'redis.internal', port: 6380 }],
			username: 'n8n',
			password: 'se cret',
			db: 3,
			tls: { servername: 'redis.example.com', rejectUnauthorized: false },
			family: 0,
			looksUpNames: true,
			prefix: '{acme:jobs:gtm-mcp}:',
		});
	});

	it('is a cluster where n8n names nodes', () => {
		const place = queueRedis({
			...queue,
			QUEUE_BULL_REDIS_CLUSTER_NODES: 'one:7000, [::1]:7001',
			QUEUE_BULL_REDIS_DNS_LOOKUP_STRATEGY: 'NONE',
		});
		expect(place).toMatchObject({
			kind: 'cluster',
			nodes: [
				{ host: 'one', port: 7000 },
				{ host: '::1', port: 7001 },
			],
			looksUpNames: false,
		});
	});

	it('takes its password from a file', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'gtm-redis-'));
		try {
			const file = path.join(folder, 'password');
			writeFileSync(file, 'from a file\n');
			const env = { ...queue, QUEUE_BULL_REDIS_PASSWORD_FILE: file };
			expect(queueRedis(env)?.password).toBe('from a file');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('may be another one, named by a URL', () => {
		const url = 'rediss://gtm:p%40ss@redis.example.com:6390/2';
		expect(queueRedis({ ...queue, GTM_MCP_REDIS: url })).toMatchObject({
			nodes: [{ host: 'redis.example.com', port: 6390 }],
			username: 'gtm',
			password: 'p@ss',
			db: 2,
			tls: { rejectUnauthorized: true },
		});
	});

	it('may be found by sentinels', () => {
		const url = 'redis+sentinel://:secret@one,two:26380/prospects';
		expect(queueRedis({ ...queue, GTM_MCP_REDIS: url })).toMatchObject({
			kind: { sentinelsOf: 'prospects' },
			nodes: [
				{ host: 'one', port: 26_379 },
				{ host: 'two', port: 26_380 },
			],
			password: 'secret',
		});
	});

	it('is refused with an advice if the URL is none, without telling it', () => {
		const read = () => queueRedis({ ...queue, GTM_MCP_REDIS: 'se://cret@host' });
		expect(read).toThrow('GTM_MCP_REDIS is not the URL of a Redis. Enter one such as redis://');
		expect(read).not.toThrow('cret');
	});
});
