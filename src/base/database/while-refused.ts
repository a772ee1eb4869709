import { setTimeout as sleep } from 'node:timers/promises';

import { type BackoffSettings, backoffMs } from '../backoff';

/** Milliseconds for which others may write before a write of ours is given up. */
export const PATIENCE_MS = 10_000;

/** Between attempts. */
const BACKOFF: BackoffSettings = { baseMs: 10, capMs: 250 };

export interface Refusal {
	/** Whether an attempt that ended so did nothing, and may do better later. */
	isRefused(this: void, error: unknown): boolean;
	/** What is thrown when patience is over. */
	givenUp(this: void, error: unknown): Error;
	patienceMs?: number;
}

/** Tries until it is not refused any more. Everything else of the process goes on between attempts. */
export async function whileRefused<Result>(
	{ isRefused, givenUp, patienceMs = PATIENCE_MS }: Refusal,
	attempt: () => Promise<Result>,
): Promise<Result> {
	const from = performance.now();
	for (let count = 1; ; count += 1) {
		try {
			return await attempt();
		} catch (error) {
			if (!isRefused(error)) throw error;
			if (performance.now() - from > patienceMs) throw givenUp(error);
		}
		await sleep(1 + backoffMs(BACKOFF, count, Math.random()));
	}
}
