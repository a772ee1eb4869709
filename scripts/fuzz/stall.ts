import { setTimeout as pause } from 'node:timers/promises';

import type { Attack, AttackTarget } from './attack.ts';
import { exchange } from './exchange.ts';
import type { Findings } from './findings.ts';
import { judge } from './judge.ts';
import type { Door } from './judge.ts';
import type { LoopWatch } from './loop-watch.ts';
import type { Secret } from './secrets.ts';
import { stallAttacks } from './stall-attacks.ts';

/** What one kind of attack did to the event loop. */
export interface StallResult {
	kind: string;
	status: number;
	/** Milliseconds that the loop was late at the most, in the best of the tries. */
	delay: number;
}

/** Nothing that a caller sends may hold everything else up for longer. In milliseconds. */
export const LONGEST_STALL_MS = 50;
/**
 * A machine that is busy with something else adds to a delay and never takes from it, so a delay that
 * is too long is tried again, and the shortest counts.
 */
const TRIES = 5;
const ANSWER_DEADLINE_MS = 120_000;
const SETTLE_MS = 30;

export interface Stall {
	target: AttackTarget;
	door: Door;
	watch: LoopWatch;
	secrets: Secret[];
	findings: Findings;
}

/** Sends requests one by one that are made to hold the server up, and measures whether they do. */
export async function stall(plan: Stall): Promise<StallResult[]> {
	const results: StallResult[] = [];
	for (const attack of stallAttacks(plan.target)) results.push(await stallWith(attack, plan));
	return results;
}

async function stallWith(attack: Attack, plan: Stall): Promise<StallResult> {
	const { target, door, watch, secrets, findings } = plan;
	let best: StallResult = { kind: attack.kind, status: 0, delay: Infinity };
	for (let tries = 0; tries < TRIES && best.delay > LONGEST_STALL_MS; tries += 1) {
		await pause(SETTLE_MS);
		await watch.reset();
		const outcome = await exchange(target, attack, ANSWER_DEADLINE_MS);
		await pause(SETTLE_MS);
		const { max: delay } = await watch.read();
		findings.add(`stall: ${door}`, attack, outcome, judge(attack, outcome, { secrets, door }));
		if (delay < best.delay) best = { kind: attack.kind, status: outcome.status, delay };
	}
	return best;
}

export function problemsOfStalls(results: readonly StallResult[]): string[] {
	return results
		.filter(({ delay }) => delay > LONGEST_STALL_MS)
		.map(({ kind, delay }) => `${kind}: the event loop was held for ${Math.round(delay)} ms`);
}
