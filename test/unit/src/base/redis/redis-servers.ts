import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../../../../../scripts/n8n/free-port';

/** A Redis that a test has started, of whatever kind. */
export interface OwnRedis {
	port: number;
	/** As when its machine fails. */
	kill(): Promise<void>;
}

export interface RedisServers {
	/** For files of the servers. */
	folder: string;
	/** With further options of the command line, and on a port of their own if they name none. */
	start(...options: string[]): Promise<OwnRedis>;
	/** One that watches over a master; alone it is the majority. */
	startSentinel(name: string, master: OwnRedis): Promise<OwnRedis>;
	/** The answer to a command of redis-cli. */
	ask(server: Pick<OwnRedis, 'port'>, ...command: string[]): string;
}

const HOST = '127.0.0.1';

/**
 * Describes behaviour over servers that the tests start themselves. Without the program they are
 * skipped, and counted as such; not where it is promised.
 */
export function describeWithRedisServers(
	title: string,
	tests: (servers: RedisServers) => void,
): void {
	const isThere =
		process.env.CI === 'true' || spawnSync('redis-server', ['--version']).status === 0;
	(isThere ? describe : describe.skip)(title, () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'gtm-redis-'));
		const running = new Set<OwnRedis>();
		const run = async (port: number, args: string[]) => {
			const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
			await said(child, /Ready to accept connections|Sentinel ID is/);
			const server: OwnRedis = {
				port,
				async kill() {
					if (!running.delete(server)) return;
					child.kill('SIGKILL');
					await once(child, 'exit');
				},
			};
			running.add(server);
			return server;
		};
		tests({
			folder,
			async start(...options) {
				const port = await freePort();
				const own = mkdtempSync(path.join(folder, 'server-'));
				const usual = ['--bind', HOST, '--save', '', '--dir', own];
				const place = options.includes('--tls-port') ? [] : ['--port', String(port)];
				return await run(port, [
					...usual,
					...place,
					...options.map((each) => each.replace('PORT', String(port))),
				]);
			},
			async startSentinel(name, master) {
				const port = await freePort();
				const file = path.join(folder, `sentinel-${port}.conf`);
				const lines = [
					`port ${port}`,
					`bind ${HOST}`,
					`dir ${folder}`,
					`sentinel monitor ${name} ${HOST} ${master.port} 1`,
					`sentinel down-after-milliseconds ${name} 500`,
					`sentinel failover-timeout ${name} 3000`,
				];
				writeFileSync(file, `${lines.join('\n')}\n`);
				return await run(port, [file, '--sentinel']);
			},
			ask: ({ port }, ...command) =>
				execFileSync('redis-cli', ['-h', HOST, '-p', String(port), ...command], {
					encoding: 'utf8',
					timeout: 20_000,
				}),
		});
		// After the tests' own: nobody is connected any more.
		afterEach(async () => {
			await Promise.all([...running].map(async (server) => await server.kill()));
		});
		afterAll(() => rmSync(folder, { recursive: true, force: true }));
	});
}

async function said(child: ChildProcess, awaited: RegExp): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	let text = '';
	child.stdout?.on('data', (chunk: Buffer) => {
		text += chunk.toString();
		if (awaited.test(text)) resolve();
	});
	child.once('exit', () => reject(new Error(`redis-server ended: ${text}`)));
	child.once('error', reject);
	await promise;
}
