import { setTimeout as sleep } from 'node:timers/promises';

/** Waits without keeping the process alive for it. Rejects when the signal is aborted first. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await sleep(ms, undefined, { ref: false, signal });
}
