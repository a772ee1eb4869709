/** What came of something that was given so much time. */
export type InTime<Value> = { value: Value } | { failed: string };

/**
 * Waits so long, and no longer. Who is late goes on for itself, and is not heard any more.
 *
 * @param milliseconds from now
 */
export async function inTime<Value>(
	work: () => Promise<Value>,
	milliseconds: number,
): Promise<InTime<Value>> {
	const { promise: late, resolve } = Promise.withResolvers<InTime<Value>>();
	const timer = setTimeout(
		() => resolve({ failed: `no answer within ${milliseconds / 1000} s` }),
		milliseconds,
	);
	try {
		return await Promise.race([work().then((value) => ({ value })), late]);
	} catch (error) {
		return { failed: error instanceof Error ? error.message : String(error) };
	} finally {
		clearTimeout(timer);
	}
}
