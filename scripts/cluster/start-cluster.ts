import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import type { Progress } from '../install/progress.cjs';
import { freePort } from '../n8n/free-port.ts';
import { installTarball } from '../n8n/install-tarball.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { prepareHost } from '../n8n/prepare-host.ts';
import { N8nRestClient } from '../n8n/rest-client.ts';
import { stopWithProcess } from '../n8n/shutdown.ts';
import { startN8n } from '../n8n/start-n8n.ts';
import type { N8nRole, RunningN8n } from '../n8n/start-n8n.ts';
import { openGate, type Gate } from './gate.ts';
import { startRoundRobin, type RoundRobin } from './round-robin.ts';
import { addressOf, POSTGRES, REDIS } from './servers.ts';

/** An n8n in queue mode: real processes over a real Redis and PostgreSQL. */
export interface Cluster {
	/** Editor, REST, triggers that run by themselves. */
	main: RunningN8n;
	/** What serves webhooks. */
	webhooks: RunningN8n[];
	workers: RunningN8n[];
	/** In front of the processes that serve webhooks. */
	proxy: RoundRobin;
	/** The owner, logged in at the main. */
	client: N8nRestClient;
	redis: Gate;
	postgres: Gate;
	/** One more process, in place of one that ended or beside the others. */
	start(role: N8nRole): Promise<RunningN8n>;
	/** The log of each process. */
	logFolder: string;
	stop(): Promise<void>;
}

export interface ClusterOptions {
	/** The repository. */
	root: string;
	progress: Progress;
	/** Of n8n's and npm's logs. */
	artefactFolder: string;
	webhooks?: number;
	workers?: number;
	/** Added to the environment of every process. */
	env?: NodeJS.ProcessEnv;
}

/** Six processes that start on two cores take their time. */
const READY_MS = 5 * 60_000;

/** A database with the tables of this n8n and nothing in them: saves their making. */
const TEMPLATE = process.env.TEST_N8N_TEMPLATE;

const newPassword = () => `Tmp1-${randomBytes(12).toString('base64url')}`;

async function inPostgres(statement: string): Promise<void> {
	const client = new Client({ connectionString: POSTGRES.href });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

/** Builds what is missing, and starts everything on free ports of this machine. Throws SetupError. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { root, progress, artefactFolder, webhooks = 2, workers = 2 } = options;
	const { install, tarball } = await prepareHost({ root, progress });
	const name = `gtm_e2e_${randomBytes(4).toString('hex')}`;
	const logFolder = join(artefactFolder, 'cluster');
	await rm(logFolder, { recursive: true, force: true });
	await mkdir(logFolder, { recursive: true });
	const folder = await mkdtemp(join(tmpdir(), 'gtm-mcp-'));
	const removeData = () => rmSync(folder, { recursive: true, force: true });
	stopWithProcess({ stop: () => Promise.resolve(), kill: removeData });
	const packages = join(folder, 'packages');
	const npmLog = join(logFolder, 'npm.log');
	const runtime = nodeRuntime(root);
	await installTarball({ tarball, userFolder: packages, runtime, logFile: npmLog });
	await inPostgres(`create database ${name} ${TEMPLATE ? `template "${TEMPLATE}"` : ''}`);
	// What n8n's two hundred migrations wait for is the disk.
	await inPostgres(`alter database ${name} set synchronous_commit = off`);
	const redis = await openGate(addressOf(REDIS));
	const postgres = await openGate(addressOf(POSTGRES));
	const proxy = await startRoundRobin([]);

	const shared: NodeJS.ProcessEnv = {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: name,
		DB_POSTGRESDB_USER: decodeURIComponent(POSTGRES.username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(POSTGRES.password),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_PREFIX: name,
		N8N_REDIS_KEY_PREFIX: name,
		// Without it n8n itself ends when Redis is away for ten seconds.
		QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD: '60000',
		// As in docker/compose.queue.yaml: n8n makes an engine for expressions only where one is evaluated.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: proxy.url,
		GTM_MCP_STORE: `postgres://${POSTGRES.username}:${POSTGRES.password}@127.0.0.1:${postgres.port}/${name}?schema=gtm`,
		...options.env,
	};
	const running = new Set<RunningN8n>();
	let count = 0;

	/** Each process has a folder of its own, as on machines of their own. */
	async function start(role: N8nRole): Promise<RunningN8n> {
		const own = `${role}-${++count}`;
		const userFolder = join(folder, own);
		await mkdir(join(userFolder, '.n8n'), { recursive: true });
		await symlink(join(packages, '.n8n', 'nodes'), join(userFolder, '.n8n', 'nodes'));
		const port = await freePort();
		const ofWorkers = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
		const started = await startN8n({
			role,
			root,
			installFolder: install.folder,
			userFolder,
			port,
			logFile: join(logFolder, `${own}.log`),
			readyDeadline: READY_MS,
			env: { ...shared, ...(role === 'worker' ? ofWorkers : {}) },
		});
		running.add(started);
		void started.exited.then(() => running.delete(started));
		return started;
	}

	const stop = async () => {
		await Promise.all([...running].map(async (each) => await each.stop()));
		await proxy.close();
		await redis.shut();
		await postgres.shut();
		await inPostgres(`drop database if exists ${name} with (force)`);
		removeData();
	};

	try {
		// The first one makes the tables.
		const main = await progress.step('starting the main of n8n', () => start('start'));
		const client = new N8nRestClient(main.url);
		await client.setUpOwner({ email: 'owner@example.com', password: newPassword() });
		const all = await progress.step('starting webhook processors and workers', () =>
			Promise.all([
				...Array.from({ length: webhooks }, () => start('webhook')),
				...Array.from({ length: workers }, () => start('worker')),
			]),
		);
		const ofWebhooks = all.slice(0, webhooks);
		proxy.targets = ofWebhooks.map(({ url }) => url);
		return {
			main,
			webhooks: ofWebhooks,
			workers: all.slice(webhooks),
			proxy,
			client,
			redis,
			postgres,
			start,
			logFolder,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
