/** One thing that was read or done. Holds no argument values and no results. */
export interface SessionEntry {
	/** 1, 2, 3 … within the session. */
	sequence: number;
	at: Date;
	/** The endpoint, without query. */
	endpoint: string;
	/** `tools/call`, `resources/read`, `prompts/get` and so on. */
	method: string;
	/** The name of the tool or prompt, or the URI without its query. */
	subject?: string;
	/** The names of the arguments, sorted. */
	argumentNames: string[];
	/** SHA-256 of the arguments in canonical JSON: tells whether two calls asked for the same. */
	argumentsDigest?: string;
	/** `toolError`: the tool ran and reported a failure. */
	outcome: 'done' | 'toolError' | 'failed';
	/** For `failed`: the redacted message. */
	error?: string;
	durationMs: number;
	attempts: number;
	cached: 'no' | 'fresh' | 'stale';
}

/** What happened in a session, oldest first. Bounded: the oldest go first, and are counted. */
export interface SessionRecord {
	entries: SessionEntry[];
	/** Entries that had to go because there were too many. */
	dropped: number;
}

export interface SessionLog {
	record(sessionKey: string, entry: Omit<SessionEntry, 'sequence'>): void;
	/** Empty if nothing is known under this key. */
	read(sessionKey: string): SessionRecord;
	/** Forgets a session. */
	clear(sessionKey: string): void;
}
