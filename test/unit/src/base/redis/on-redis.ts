import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import { openRedisLink, type RedisLink } from '../../../../../src/base/redis/redis-link';
import type { RedisPlace } from '../../../../../src/base/redis/redis-place';

const { TEST_REDIS_URL, CI } = process.env;
const server = new URL(TEST_REDIS_URL ?? 'redis://127.0.0.1:6379');

/** A Redis of the tests, with a prefix of this test alone. */
export function redisPlace(change: Partial<RedisPlace> = {}): RedisPlace {
	return {
		kind: 'server',
		nodes: [{ host: server.hostname, port: Number(server.port) }],
		...(server.password ? { password: decodeURIComponent(server.password) } : {}),
		db: 0,
		tls: false,
		family: 4,
		looksUpNames: true,
		prefix: `{test-${randomUUID().slice(0, 8)}}:`,
		...change,
	};
}

export interface TestRedis {
	/** Connects to the same Redis as all others of the test. */
	link(): RedisLink;
}

/**
 * Describes behaviour over a real Redis. Without one the tests are skipped, and counted as such; not
 * where one is promised.
 */
export function describeOnRedis(title: string, tests: (redis: TestRedis) => void): void {
	const isThere = TEST_REDIS_URL !== undefined || CI === 'true' || answers();
	(isThere ? describe : describe.skip)(title, () => {
		const links: RedisLink[] = [];
		let place: RedisPlace;
		beforeEach(() => {
			place = redisPlace();
		});
		afterEach(async () => {
			const [first] = links;
			const keys = ((await first?.command('KEYS', `${place.prefix}*`)) ?? []) as string[];
			if (keys.length > 0) await first?.command('DEL', ...keys);
			for (const link of links.splice(0)) link.close();
		});
		tests({
			link() {
				const link = openRedisLink(place, () => undefined, Date.now);
				links.push(link);
				return link;
			},
		});
	});
}

function answers(): boolean {
	const look = `require('node:net').connect(${Number(server.port)}, '${server.hostname}')
		.on('connect', () => process.exit(0)).on('error', () => process.exit(1))`;
	return spawnSync(process.execPath, ['-e', look], { timeout: 5_000 }).status === 0;
}
