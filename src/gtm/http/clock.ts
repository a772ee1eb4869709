/** Time as a port, so that waits are tested without waiting. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** From 0 up to 1, for jitter. */
	random(): number;
}
