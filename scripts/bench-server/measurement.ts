import { setTimeout as pause } from 'node:timers/promises';

import type { Contender, ContenderName } from './contenders.ts';
import { cpuTimeOf } from './cpu-time.ts';
import { putLoad } from '../load/http-load.ts';
import type { LoadRequest } from '../load/http-load.ts';
import type { Operation } from '../load/requests.ts';
import { combineRounds } from './statistics.ts';
import type { Round, Summary } from './statistics.ts';

/** Requests under way at the same time. */
export const CONCURRENCIES = [1, 16] as const;

/** Every contender has its turn in each, so that a slow minute of the machine hits all alike. */
export const ROUNDS = 5;
const WARM_UP_MS = 500;
/** More requests say nothing more. */
const MOST_REQUESTS = 20_000;
/** n8n stores an execution after it has answered. */
const SETTLE_MS = 300;
/** Long enough for n8n's timers, which run every few seconds. */
const IDLE_MS = 5_000;

export interface Measurement extends Summary {
	contender: ContenderName;
	method: Operation['method'];
	concurrency: number;
}

/** The share of a processor that a process uses without any load. */
async function measureIdle(pid: number): Promise<number> {
	const before = cpuTimeOf(pid);
	const startedAt = performance.now();
	await pause(IDLE_MS);
	return (cpuTimeOf(pid) - before) / (performance.now() - startedAt);
}

/** The idle shares of all processes among the contenders, by their id. */
export async function idleShares(
	contenders: ReadonlyArray<Pick<Contender, 'pid'>>,
): Promise<Map<number, number>> {
	const pids = [...new Set(contenders.map(({ pid }) => pid))];
	return new Map(
		await Promise.all(pids.map(async (pid) => [pid, await measureIdle(pid)] as const)),
	);
}

/** Load on one server for a while, after a warm-up. */
export async function measureRound(
	{ pid, idleShare }: { pid: number; idleShare: number },
	load: LoadRequest,
	shape: { concurrency: number; duration: number; spacing?: number },
): Promise<Round> {
	await putLoad(load, { ...shape, duration: WARM_UP_MS, count: MOST_REQUESTS });
	await pause(SETTLE_MS);
	const cpuBefore = cpuTimeOf(pid);
	const startedAt = performance.now();
	const result = await putLoad(load, { ...shape, count: MOST_REQUESTS });
	await pause(SETTLE_MS);
	const idle = idleShare * (performance.now() - startedAt);
	return { ...result, cpuTime: Math.max(0, cpuTimeOf(pid) - cpuBefore - idle) };
}

/**
 * Measures one operation on all contenders that have it, in turn. What a process uses when idle is
 * taken off its processor time.
 *
 * @param options.duration milliseconds of load for each contender and concurrency, without warm-up
 */
export async function measureOperation(
	operation: Operation,
	contenders: Contender[],
	options: { concurrency: number; duration: number; idle: Map<number, number> },
): Promise<Measurement[]> {
	const { concurrency, duration, idle } = options;
	const rounds = new Map<ContenderName, Round[]>();
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const { name, pid, ...contender } of contenders) {
			const load = contender.request(operation);
			if (!load) continue;
			const idleShare = idle.get(pid) ?? 0;
			const shape = { concurrency, duration: duration / ROUNDS };
			const measured = await measureRound({ pid, idleShare }, load, shape);
			rounds.set(name, [...(rounds.get(name) ?? []), measured]);
		}
	}
	const { method } = operation;
	return [...rounds].map(([contender, all]) => ({
		contender,
		method,
		concurrency,
		...combineRounds(all),
	}));
}
