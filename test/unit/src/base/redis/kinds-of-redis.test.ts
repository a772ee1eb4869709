import { randomUUID } from 'node:crypto';
import * as tls from 'node:tls';

import { redisPlace } from './on-redis';
import { createAuthority, type OwnAuthority } from './own-authority';
import { describeWithRedisServers, type OwnRedis, type RedisServers } from './redis-servers';
import { systemClock } from '../../../../../src/base/clock';
import { openRedisLink, type RedisLink } from '../../../../../src/base/redis/redis-link';
import type { RedisPlace } from '../../../../../src/base/redis/redis-place';
import { RedisPost } from '../../../../../src/mcp/bus/redis/redis-post';
import { createSharedDoorkeeper } from '../../../../../src/policy/shared-doorkeeper';

const HOST = '127.0.0.1';
const at = (...servers: OwnRedis[]) => servers.map(({ port }) => ({ host: HOST, port }));

const links: RedisLink[] = [];
const closeLinks = () => {
	for (const link of links.splice(0)) link.close();
};

function linkTo(place: RedisPlace): RedisLink {
	const link = openRedisLink(place, () => undefined, Date.now);
	links.push(link);
	return link;
}

/** Two processes of an n8n; the second one does work, and counts it. */
async function twoProcesses(place: RedisPlace) {
	const join = (self: string) =>
		new RedisPost({
			link: linkTo(place),
			self,
			createId: randomUUID,
			schedule: (ms, task) => systemClock.schedule(ms, task),
			now: Date.now,
			report: () => undefined,
		});
	const [asks, works] = [join('asks'), join('works')];
	const done: unknown[] = [];
	works.handle('work', ({ piece }) => {
		done.push(piece);
		return { piece };
	});
	await Promise.all([asks, works].map(async (post) => await upOf(post)));
	return { asks, works, done };
}

const upOf = async (post: Pick<RedisPost, 'onUp'>) => {
	await new Promise<void>((resolve) => post.onUp(resolve));
};

/** One piece of work after the other, ten a second, while something happens and two seconds longer. */
async function workWhile({ asks, done }: Processes, happens: Promise<unknown>): Promise<void> {
	const answers: Array<Promise<unknown>> = [];
	let isOver = false;
	const end = happens.then(async () => {
		await systemClock.sleep(2_000);
		isOver = true;
	});
	while (!isOver) {
		const piece = answers.length;
		answers.push(asks.ask('works', { kind: 'work', piece }));
		await systemClock.sleep(100);
	}
	await end;
	const pieces = answers.map((_, piece) => piece);
	expect(await Promise.all(answers)).toEqual(pieces.map((piece) => ({ piece })));
	expect(done.toSorted((a, b) => Number(a) - Number(b))).toEqual(pieces);
}

type Processes = Awaited<ReturnType<typeof twoProcesses>>;

async function admittedOf(place: RedisPlace, calls: number): Promise<number> {
	const door = () =>
		createSharedDoorkeeper({
			link: linkTo(place),
			createId: randomUUID,
			repeat: () => () => undefined,
			report: () => undefined,
		});
	const doors = [door(), door()] as const;
	const call = { server: 's', principal: 'apiKey:dana', kind: 'tool', name: 'qualify' } as const;
	const settings = {
		audit: { to: 'off' },
		trustedProxies: 0,
		principalRate: { perMinute: 5 },
	} as const;
	const admissions = Array.from({ length: calls }, async (_, index) => {
		return await (index % 2 === 0 ? doors[0] : doors[1]).admit(call, settings);
	});
	return (await Promise.all(admissions)).filter(({ admitted }) => admitted).length;
}

describeWithRedisServers(
	'a Redis that speaks TLS with a certificate of an own authority',
	(servers) => {
		afterEach(closeLinks);

		let authority: OwnAuthority;
		let place: (of: Exclude<RedisPlace['tls'], false>) => RedisPlace;

		beforeAll(() => {
			authority = createAuthority(servers.folder);
		});

		beforeEach(async () => {
			const { files } = authority;
			const server = await servers.start(
				...['--port', '0', '--tls-port', 'PORT', '--tls-auth-clients', 'no'],
				...['--tls-cert-file', files.certificate, '--tls-key-file', files.key],
				...['--tls-ca-cert-file', files.authority],
			);
			place = (of) => redisPlace({ nodes: at(server), tls: of });
		});

		it('is not spoken to where the authority is unknown', async () => {
			const link = linkTo(place({ rejectUnauthorized: true }));
			await expect(link.command('PING')).rejects.toThrow('Redis cannot be reached');
			expect(link.upSince()).toBeUndefined();
		});

		it('is spoken to where Node knows the authority, or nobody wants to know', async () => {
			const known = tls.getCACertificates('default');
			tls.setDefaultCACertificates([...known, authority.certificate]);
			try {
				const { asks } = await twoProcesses(place({ rejectUnauthorized: true }));
				expect(await asks.ask('works', { kind: 'work', piece: 1 })).toEqual({ piece: 1 });
				const named = place({ rejectUnauthorized: true, servername: 'redis.example.com' });
				expect(await linkTo(named).command('PING')).toBe('PONG');
			} finally {
				tls.setDefaultCACertificates(known);
			}
			const { asks } = await twoProcesses(place({ rejectUnauthorized: false }));
			expect(await asks.ask('works', { kind: 'work', piece: 2 })).toEqual({ piece: 2 });
		});
	},
);

describeWithRedisServers('Redis with Sentinel', (servers) => {
	afterEach(closeLinks);

	const MASTER = 'mymaster';

	async function startWatched() {
		const master = await servers.start('--repl-diskless-sync-delay', '0');
		const replica = await servers.start('--replicaof', `${HOST} ${master.port}`);
		await until(() => servers.ask(replica, 'ROLE').includes('connected'));
		const sentinel = await servers.startSentinel(MASTER, master);
		await until(() =>
			servers.ask(sentinel, 'SENTINEL', 'REPLICAS', MASTER).includes(`${replica.port}`),
		);
		const place = redisPlace({ kind: { sentinelsOf: MASTER }, nodes: at(sentinel) });
		return { master, replica, sentinel, place };
	}

	const isMaster = (server: OwnRedis) => servers.ask(server, 'ROLE').startsWith('master');

	it('loses and doubles nothing when the master dies in the middle of work', async () => {
		const { master, replica, place } = await startWatched();
		const processes = await twoProcesses(place);
		const failover = async () => {
			await systemClock.sleep(500);
			await master.kill();
			await until(() => isMaster(replica));
		};
		await workWhile(processes, failover());
		expect(await admittedOf(place, 20)).toBe(5);
	}, 60_000);

	it('loses and doubles nothing when the master changes by order', async () => {
		const { replica, sentinel, place } = await startWatched();
		const processes = await twoProcesses(place);
		const failover = async () => {
			await systemClock.sleep(500);
			servers.ask(sentinel, 'SENTINEL', 'FAILOVER', MASTER);
			await until(() => isMaster(replica));
		};
		await workWhile(processes, failover());
	}, 60_000);
});

describeWithRedisServers('Redis Cluster', (servers) => {
	afterEach(closeLinks);

	async function startCluster(replicas = 0) {
		const wanted = 3 * (1 + replicas);
		const nodes = await Promise.all(
			Array.from({ length: wanted }, async () => await startNode(servers)),
		);
		const [first] = nodes as [OwnRedis];
		servers.ask(
			first,
			...['--cluster', 'create', ...nodes.map(({ port }) => `${HOST}:${port}`)],
			...['--cluster-replicas', String(replicas), '--cluster-yes'],
		);
		await until(() => nodes.every((node) => isReady(node, wanted)));
		const roles = () => nodes.map((node) => servers.ask(node, 'ROLE'));
		await until(() => roles().filter((role) => role.includes('connected')).length === 3 * replicas);
		return { nodes, place: redisPlace({ kind: 'cluster', nodes: at(...nodes) }) };
	}

	const isReady = (node: OwnRedis, wanted: number) => {
		const info = servers.ask(node, 'CLUSTER', 'INFO');
		return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${wanted}`);
	};

	it('carries messages of any size, and counts limits: all keys are on one node', async () => {
		const { place } = await startCluster();
		const { asks, works } = await twoProcesses(place);
		works.handle('echo', ({ text }) => text);
		const text = 'x'.repeat(300_000);
		expect(await asks.ask('works', { kind: 'echo', text })).toBe(text);
		expect(await asks.askAnyone({ kind: 'work', piece: 1 })).toEqual({ piece: 1 });
		expect(await admittedOf(place, 20)).toBe(5);
	}, 60_000);

	it('is listened to at another node when one dies, and what was missed is looked up', async () => {
		const { nodes, place } = await startCluster(1);
		const processes = await twoProcesses(place);
		let ups = 0;
		processes.works.onUp(() => (ups += 1));
		const [first] = nodes as [OwnRedis];
		const failure = async () => {
			await systemClock.sleep(500);
			await first.kill();
			const others = nodes.slice(1);
			await until(() => others.every((node) => isUpWithout(node, first)));
		};
		await workWhile(processes, failure());
		expect(ups).toBe(2);
	}, 60_000);

	/** All slots are served again, and none of them by the one that is gone. */
	const isUpWithout = (node: OwnRedis, gone: OwnRedis) =>
		servers.ask(node, 'CLUSTER', 'INFO').includes('cluster_state:ok') &&
		!servers.ask(node, 'CLUSTER', 'SLOTS').includes(String(gone.port));
});

const startNode = async (servers: RedisServers) =>
	await servers.start(
		'--cluster-enabled',
		'yes',
		'--cluster-node-timeout',
		'1000',
		'--repl-diskless-sync-delay',
		'0',
	);

async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error(`Not within twenty seconds: ${String(holds)}`);
		await systemClock.sleep(100);
	}
}
