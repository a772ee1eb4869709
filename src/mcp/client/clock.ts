/** Time, as a port: tests move it by hand. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Rejects with the signal's reason when it is aborted first. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Runs something later, without keeping the process alive for it. Gives what calls it off. */
	schedule(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
	now: Date.now,
	async sleep(ms, signal) {
		signal?.throwIfAborted();
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const onAbort = () => reject(toError(signal?.reason));
		const timer = setTimeout(resolve, ms);
		signal?.addEventListener('abort', onAbort, { once: true });
		try {
			await promise;
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', onAbort);
		}
	},
	schedule(ms, run) {
		const timer = setTimeout(run, ms).unref();
		return () => clearTimeout(timer);
	},
};

function toError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error(String(reason));
}
