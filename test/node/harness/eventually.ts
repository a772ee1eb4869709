import { setImmediate as nextTurn } from 'node:timers/promises';

/** Not longer than a person would watch. */
const PATIENCE_MS = 6_000;

/**
 * Waits until what is expected is so, gives what it gave, and fails with what it is otherwise.
 *
 * @throws what `expected` threw last
 */
export async function eventually<Result>(
	expected: () => Result | Promise<Result>,
	patienceMs = PATIENCE_MS,
): Promise<Result> {
	const end = performance.now() + patienceMs;
	for (;;) {
		try {
			return await expected();
		} catch (error) {
			if (performance.now() > end) throw error;
		}
		await nextTurn();
	}
}
