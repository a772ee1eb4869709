import { delimiter } from 'node:path';

import { n8nEnvironment, withoutInheritedSettings } from '../../../../scripts/n8n/environment.ts';

const options = {
	userFolder: '/data',
	host: 'localhost',
	port: 5678,
	brokerPort: 6000,
	binFolder: '/node24/bin',
	env: {},
};

describe('the environment of n8n', () => {
	test('keeps the caller’s, but not what would steer n8n, npm or jest', () => {
		const env = {
			HOME: '/home/dana',
			HTTPS_PROXY: 'http://proxy',
			N8N_PORT: '1',
			DB_TYPE: 'postgresdb',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: 'redis',
			WEBHOOK_URL: 'https://example.com',
			NODE_ENV: 'test',
			NODE_OPTIONS: '--inspect',
			JEST_WORKER_ID: '1',
			npm_config_ignore_scripts: 'true',
		};
		const kept = withoutInheritedSettings(env);
		expect(kept).toEqual({ HOME: '/home/dana', HTTPS_PROXY: 'http://proxy' });
	});

	test('makes n8n silent, local and reachable at the given host and port', () => {
		const env = n8nEnvironment({ PATH: '/bin', N8N_HOST: 'elsewhere' }, options);
		expect(env).toMatchObject({
			DB_TYPE: 'sqlite',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_HOST: 'localhost',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_PORT: '5678',
			N8N_RUNNERS_BROKER_PORT: '6000',
			N8N_SECURE_COOKIE: 'false',
			N8N_USER_FOLDER: '/data',
			PATH: ['/node24/bin', '/bin'].join(delimiter),
		});
	});

	test('gives way to what is asked for explicitly', () => {
		const env = { DB_TYPE: 'postgresdb', EXECUTIONS_MODE: 'queue' };
		expect(n8nEnvironment({}, { ...options, env })).toMatchObject(env);
	});
});
