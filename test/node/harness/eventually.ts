import { setImmediate as nextTurn } from 'node:timers/promises';

/** Not longer than a person would watch. */
const PATIENCE_MS = 6_000;

/**
 * Waits until what is expected is so, and fails with what it is otherwise.
 *
 * @throws what `expected` threw last
 */
export async function eventually(
	expected: () => void | Promise<void>,
	patienceMs = PATIENCE_MS,
): Promise<void> {
	const end = performance.now() + patienceMs;
	for (;;) {
		try {
			await expected();
			return;
		} catch (error) {
			if (performance.now() > end) throw error;
		}
		await nextTurn();
	}
}
