/** What an access did to get a value. */
export interface CallReport {
	/** The endpoint that answered, without query. */
	endpoint: string;
	/** Requests that were tried, over all endpoints; 0 if the value came from the cache. */
	attempts: number;
	/** Milliseconds spent waiting: rate limit, backoff, `Retry-After`. */
	waitedMs: number;
	/** `stale`: the server is down, and this is what it said before. */
	cached: 'no' | 'fresh' | 'stale';
	/** `modern`: 2026-07-28 and later. Not known if nothing was sent. */
	era?: 'legacy' | 'modern';
	protocolVersion?: string;
	/** Sentences for the user: failed over, changed tools, a stale list, a task that went on. */
	warnings: string[];
}

export interface Reported<T> {
	value: T;
	report: CallReport;
}

/** A report of something unusual: worth a hint to the user. */
export function isUnusual({ attempts, cached, waitedMs, warnings }: CallReport): boolean {
	return attempts > 1 || cached === 'stale' || waitedMs >= 1_000 || warnings.length > 0;
}
