import { createHash } from 'node:crypto';

import type { RedisPlace } from './redis-place';
import type * as Ioredis from '../../third-party/ioredis';
import type { Cluster, ClusterOptions, CommonRedisOptions, Redis } from '../../third-party/ioredis';

/** Work that Redis does in one go: nobody sees it half done. */
export interface RedisScript {
	/** In Lua. */
	source: string;
}

/** What the processes of one n8n share, over the Redis of its queue. */
export interface RedisLink {
	/** The name under which something is kept: no other n8n on this Redis has it. */
	key(name: string): string;
	/** @throws Error if Redis cannot be reached, or does not answer within a few seconds */
	command(name: string, ...args: Array<string | number>): Promise<unknown>;
	/** The same for a script. */
	run(script: RedisScript, keys: string[], args: Array<string | number>): Promise<unknown>;
	/** Hears everything that is published on these channels while the link is up. */
	hear(channels: string[], listener: (text: string) => void): void;
	/** Calls back whenever both directions work again, the first time included. */
	onUp(react: () => void): void;
	/** Milliseconds since 1970 from which on nothing that was published could have been missed. */
	upSince(): number | undefined;
	close(): void;
}

/** Longer than this an answer is not waited for: who asks has a deadline of its own. */
const COMMAND_MS = 3_000;
const CONNECT_MS = 5_000;
const LONGEST_PAUSE_MS = 1_000;

type Client = Redis | Cluster;
type Library = typeof Ioredis;

/**
 * Connects, and again whenever the connection is lost, for as long as the process lives.
 *
 * @param report hears once when Redis goes away, and once when it is back
 */
export function openRedisLink(
	place: RedisPlace,
	report: (message: string) => void,
	now: () => number,
): RedisLink {
	const channels = new Map<string, (text: string) => void>();
	const upListeners: Array<() => void> = [];
	let upAt: number | undefined;
	let isClosed = false;

	const clients = import('../../third-party/ioredis.ts').then((library) => {
		const commands = connect(library, place);
		const listener = connectListener(library, place);
		const look = () => {
			const isUp = commands.status === 'ready' && listener.status === 'ready';
			if (isUp && upAt === undefined) void subscribe(listener);
			if (!isUp && upAt !== undefined) {
				upAt = undefined;
				if (!isClosed) report('The Redis of the queue cannot be reached');
			}
		};
		listener.on('message', (channel: string, text: string) => channels.get(channel)?.(text));
		for (const client of [commands, listener]) {
			client.on('ready', look);
			client.on('close', look);
			// Each failed attempt; what it means is said by `close`, once.
			client.on('error', () => undefined);
		}
		return { commands, listener };
	});

	async function subscribe(listener: Redis): Promise<void> {
		if (channels.size > 0) {
			try {
				await listener.subscribe(...channels.keys());
			} catch {
				return; // The connection was lost again; the next `ready` tries anew.
			}
		}
		if (upAt !== undefined || isClosed) return;
		upAt = now();
		for (const react of upListeners) react();
	}

	let whenReady: Promise<void> | undefined;
	/** All who ask meanwhile wait together. */
	async function untilReady(commands: Client): Promise<void> {
		if (commands.status === 'ready') return;
		whenReady ??= nextReady(commands).finally(() => (whenReady = undefined));
		await whenReady;
	}

	const command = async (name: string, ...args: Array<string | number>) => {
		const { commands } = await clients;
		await untilReady(commands);
		return await (commands as Redis).call(name, ...args.map(String));
	};

	return {
		key: (name) => `${place.prefix}${name}`,
		command,
		async run({ source }, keys, args) {
			const rest = [keys.length, ...keys, ...args];
			try {
				return await command('EVALSHA', shaOf(source), ...rest);
			} catch (error) {
				if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
				return await command('EVAL', source, ...rest);
			}
		},
		hear(names, listener) {
			for (const name of names) channels.set(name, listener);
			void clients.then(async (both) => {
				// Later than the others, or while those are being subscribed, as they are for each connection.
				if (both.listener.status !== 'ready') return;
				await both.listener.subscribe(...names).catch(() => undefined);
			});
		},
		onUp(react) {
			upListeners.push(react);
			if (upAt !== undefined) react();
		},
		upSince: () => upAt,
		close() {
			isClosed = true;
			void clients.then((both) => {
				both.commands.disconnect();
				both.listener.disconnect();
			});
		},
	};
}

async function nextReady(client: Client): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const timer = setTimeout(() => reject(new Error('Redis cannot be reached')), COMMAND_MS);
	client.once('ready', resolve);
	try {
		await promise;
	} finally {
		clearTimeout(timer);
		client.off('ready', resolve);
	}
}

const shas = new Map<string, string>();

function shaOf(source: string): string {
	const known = shas.get(source) ?? createHash('sha1').update(source).digest('hex');
	shas.set(source, known);
	return known;
}

const retryStrategy = (attempt: number) => Math.min(LONGEST_PAUSE_MS, attempt * 100);

type SharedOptions = CommonRedisOptions & { family: number };

function sharedOptions({ username, password, tls, family }: RedisPlace): SharedOptions {
	return {
		family,
		...(username === undefined ? {} : { username }),
		...(password === undefined ? {} : { password }),
		...(tls ? { tls } : {}),
		connectTimeout: CONNECT_MS,
		commandTimeout: COMMAND_MS,
		// What is not answered in time fails: who asked knows whether it may be asked again.
		maxRetriesPerRequest: 0,
		enableOfflineQueue: false,
		autoResendUnfulfilledCommands: false,
		// Subscribed anew by hand, so that it is known from when on.
		autoResubscribe: false,
		// A server that has become a replica takes no writes; the next connection finds the master.
		reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
	};
}

function connect(library: Library, place: RedisPlace): Client {
	const { kind, nodes, db, tls, looksUpNames } = place;
	const shared = sharedOptions(place);
	if (kind === 'cluster') {
		const options: ClusterOptions = {
			redisOptions: shared,
			enableOfflineQueue: false,
			clusterRetryStrategy: retryStrategy,
			...(looksUpNames ? {} : { dnsLookup: (address, give) => give(null, address) }),
		};
		return new library.Cluster([...nodes], options);
	}
	if (kind === 'server') return new library.Redis({ ...shared, ...nodes[0], db, retryStrategy });
	return new library.Redis({
		...shared,
		db,
		retryStrategy,
		sentinels: [...nodes],
		name: kind.sentinelsOf,
		sentinelRetryStrategy: retryStrategy,
		...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: tls } : {}),
	});
}

/**
 * Any node of a cluster hears what is published at any other. The library's client of a cluster changes
 * from one node to the next without a word, and what was published meanwhile would be missed: this one
 * listens at one node, and at the next when that is gone.
 */
function connectListener(library: Library, place: RedisPlace): Redis {
	if (place.kind !== 'cluster') return connect(library, place) as Redis;
	const { nodes } = place;
	const listener: Redis = new library.Redis({
		...sharedOptions(place),
		...nodes[0],
		retryStrategy: (attempt) => {
			Object.assign(listener.options, nodes[attempt % nodes.length]);
			return retryStrategy(attempt);
		},
	});
	return listener;
}
