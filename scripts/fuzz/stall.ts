import { setTimeout as pause } from 'node:timers/promises';

import type { Attack, AttackTarget } from './attack.ts';
import { exchange } from './exchange.ts';
import type { Findings } from './findings.ts';
import { judge } from './judge.ts';
import type { LoopDelay, LoopWatch } from './loop-watch.ts';
import type { Secret } from './secrets.ts';
import { stallAttacks } from './stall-attacks.ts';

/** What one kind of attack did to the event loop over all its tries. */
export interface StallResult extends LoopDelay {
	kind: string;
	status: number;
}

/** Nothing that a caller sends may hold everything else up for longer. In milliseconds. */
export const LONGEST_STALL_MS = 50;
/** The first meets code that is not compiled yet, the others objects that are not collected yet. */
const TRIES = 5;
/**
 * n8n itself holds its loop for as long now and then, with nothing sent to it. What a request does it
 * does again: so only what is too long in each round counts.
 */
const ROUNDS = 3;
const ANSWER_DEADLINE_MS = 120_000;
const SETTLE_MS = 30;

export interface Stall {
	target: AttackTarget;
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
	const rounds: StallResult[] = [];
	do rounds.push(await stallRound(attack, plan));
	while (rounds.length < ROUNDS && (rounds.at(-1)?.held.max ?? 0) > LONGEST_STALL_MS);
	return rounds.reduce((best, each) => (each.held.max < best.held.max ? each : best));
}

async function stallRound(attack: Attack, plan: Stall): Promise<StallResult> {
	const { target, watch, secrets, findings } = plan;
	let status = 0;
	await pause(SETTLE_MS);
	await watch.reset();
	for (let tries = 0; tries < TRIES; tries += 1) {
		const outcome = await exchange(target, attack, ANSWER_DEADLINE_MS);
		const problems = judge(attack, outcome, { secrets, door: 'port' });
		findings.add('stall: port', attack, outcome, problems);
		({ status } = outcome);
		await pause(SETTLE_MS);
	}
	return { kind: attack.kind, status, ...(await watch.read()) };
}

/** A machine that is busy with something else makes a loop late, so what counts is its own work. */
export function problemsOfStalls(server: string, results: readonly StallResult[]): string[] {
	return results
		.filter(({ held }) => held.max > LONGEST_STALL_MS)
		.map(
			({ kind, held }) =>
				`${server}: ${kind}: the event loop was held for ${Math.round(held.max)} ms`,
		);
}
