/**
 * Calls off what waits for the end of something that has ended. Made once: an error with its stack takes
 * longer than the rest of a small request.
 */
export const ENDED = new DOMException('It has ended', 'AbortError');

/** Waits for something, but not longer than until the signal is aborted. The work goes on. */
export async function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	const { promise, reject } = Promise.withResolvers<never>();
	const onAbort = () => reject(toError(signal.reason));
	if (signal.aborted) onAbort();
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		return await Promise.race([work, promise]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}

/** What was thrown, or the reason of an aborted signal, as an error. */
export function toError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error(String(reason));
}
