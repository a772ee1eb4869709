import { setTimeout as pause } from 'node:timers/promises';

import type { Cluster } from './start-cluster.ts';
import type { Outcome } from './tool-calls.ts';

/** Something that goes wrong while calls are under way. */
export interface Fault {
	name: string;
	/** Makes it happen, and mends it. */
	happen(cluster: Cluster): Promise<void>;
	/** What a client may see of it. */
	allowed: readonly Outcome[];
	/** What all clients see that have nothing to do with what failed, at least this share of them. */
	answered: number;
	/**
	 * How long n8n itself takes at most to work again afterwards, in milliseconds; at once if absent. Calls
	 * meanwhile are counted nowhere, so only where n8n gives no sign of what it has lost.
	 */
	recoveryMs?: number;
}

const AWAY_MS = 10_000;

async function replace(cluster: Cluster, list: 'webhooks' | 'workers'): Promise<void> {
	const [first] = cluster[list];
	if (!first) throw new Error(`there are no ${list}`);
	await first.kill();
	cluster[list].shift();
	const showTargets = () => {
		cluster.proxy.targets = cluster.webhooks.map(({ url }) => url);
	};
	showTargets();
	cluster[list].push(await cluster.start(list === 'webhooks' ? 'webhook' : 'worker'));
	showTargets();
}

async function beAway(gate: Cluster['redis']): Promise<void> {
	await gate.shut();
	await pause(AWAY_MS);
	await gate.open();
}

export const FAULTS: Fault[] = [
	{
		name: 'a worker is killed',
		happen: async (cluster) => await replace(cluster, 'workers'),
		allowed: ['answered', 'clear error'],
		answered: 0,
	},
	{
		name: 'a webhook processor is killed',
		happen: async (cluster) => await replace(cluster, 'webhooks'),
		allowed: ['answered', 'cut'],
		answered: 0.5,
	},
	{
		name: 'Redis is gone for 10 s',
		happen: async ({ redis }) => await beAway(redis),
		allowed: ['answered', 'clear error'],
		answered: 0,
	},
	{
		name: 'PostgreSQL is gone for 10 s',
		happen: async ({ postgres }) => await beAway(postgres),
		allowed: ['answered', 'clear error'],
		answered: 0,
		// It looks for its database again after one, two, four seconds.
		recoveryMs: 60_000,
	},
	{
		name: 'the main is replaced',
		happen: async (cluster) => {
			await cluster.main.kill();
			cluster.main = await cluster.start('start');
		},
		allowed: ['answered'],
		answered: 1,
	},
];
