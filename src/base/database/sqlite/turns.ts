import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work at a stretch. */
const STRETCH_MS = 5;

/**
 * Waits for a turn of the event loop when the last one is long ago. Statements of SQLite return at once, so
 * that many of them in a row would keep the process from everything else: requests, timers, messages.
 */
export function createTurns(): () => Promise<void> {
	let turnedAt = performance.now();
	return async () => {
		if (performance.now() - turnedAt < STRETCH_MS) return;
		await nextTurn();
		turnedAt = performance.now();
	};
}
