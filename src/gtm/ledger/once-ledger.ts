export type OnceState<Record> =
	/** Nobody tried. It is the caller's now. */
	| { state: 'new' }
	/** Someone tried, and nobody knows how it ended. It is the caller's now, who must look first. */
	| { state: 'doubtful'; since: number }
	/** Someone else is trying, since this time. */
	| { state: 'busy'; since: number }
	| { state: 'done'; at: number; record: Record };

/**
 * What was done once and must not be done again, so that a run that was stopped half-way and is run
 * again does nothing twice. Keys are digests of the identity. Times are milliseconds since 1970.
 */
export interface OnceLedger<Identity, Record> {
	begin(identity: Identity): Promise<OnceState<Record>>;
	finish(identity: Identity, record: Record): Promise<void>;
	/** It may have been done: whoever comes next looks first, and need not wait. */
	leaveInDoubt(identity: Identity): Promise<void>;
	/** It surely was not done. */
	forget(identity: Identity): Promise<void>;
}

/**
 * After this time, in milliseconds, who tried is taken to have died. Longer than a request may take
 * with all its repetitions.
 */
export const LEASE_MS = 15 * 60_000;
