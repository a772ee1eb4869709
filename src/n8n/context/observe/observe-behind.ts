import { setTimeout as pause } from 'node:timers/promises';

import type { Logger } from 'n8n-workflow';

/** More under way than that, and whoever adds one waits for it. */
const CAPACITY = 1_000;

/** Whoever asks the graph waits no longer for what was just read elsewhere. */
const PATIENCE_MS = 5_000;

/**
 * Milliseconds by which the answer goes ahead. SQLite works at once, and for about as long as the whole
 * call: without a lead it would be done before the answer is sent, or hold the processor while whoever
 * waits for the answer on this machine could read it.
 */
const LEAD_MS = 5;

/** Each ends by itself within seconds, so an update of the package may leave them to the copy that began them. */
const underWay = new Set<Promise<void>>();

/**
 * Lets the graph learn while the answer is on its way already. Only for what was read: what a write has
 * done counts for the next one, whose guard must know it.
 *
 * @param observe rejects only by a fault of ours
 */
export async function observeBehind(
	observe: () => Promise<void>,
	logger: Pick<Logger, 'warn'>,
): Promise<void> {
	const work = pause(LEAD_MS)
		.then(observe)
		.catch((error: unknown) => {
			logger.warn(`The context graph did not record what was read: ${nameOf(error)}`);
		})
		.finally(() => underWay.delete(work));
	underWay.add(work);
	if (underWay.size > CAPACITY) await work;
}

/** Its message may name whom it was about. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown failure');

/** Resolves when all that has been read in this process by now is in the graph, or the patience is over. */
export async function observedByNow(patienceMs = PATIENCE_MS): Promise<void> {
	if (underWay.size === 0) return;
	let timer: NodeJS.Timeout | undefined;
	const over = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, patienceMs);
	});
	await Promise.race([Promise.all(underWay), over]);
	clearTimeout(timer);
}
