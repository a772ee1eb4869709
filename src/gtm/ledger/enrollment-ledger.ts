import type { OutcomeStatus } from '../model/outcome';

/** What makes an enrollment the same one. */
export interface EnrollmentIdentity {
	provider: string;
	/**
	 * The vendor's name for the workspace, if its ids of sequences mean something there only. Not the
	 * credential: a new key must not enroll everyone again.
	 */
	workspace?: string;
	sequenceId: string;
	/** As `toEmail` gives it. */
	email: string;
	/** The same person may be enrolled once in each, such as `2026-Q4`; always the same if left out. */
	campaign?: string;
}

/** What is kept of an enrollment that was done: ids of the vendor's, no address. */
export interface EnrollmentRecord {
	status: OutcomeStatus;
	enrollmentId?: string;
	contactId?: string;
}

export type EnrollmentState =
	/** Nobody tried. It is the caller's now. */
	| { state: 'new' }
	/** Someone tried, and nobody knows how it ended. It is the caller's now, who must look first. */
	| { state: 'doubtful'; since: number }
	/** Someone else is trying, since this time. */
	| { state: 'busy'; since: number }
	| { state: 'done'; at: number; record: EnrollmentRecord };

/**
 * Who was enrolled where, so that a run that was stopped half-way and is run again enrolls nobody
 * twice. Keys are digests. Times are milliseconds since 1970.
 */
export interface EnrollmentLedger {
	begin(identity: EnrollmentIdentity): Promise<EnrollmentState>;
	finish(identity: EnrollmentIdentity, record: EnrollmentRecord): Promise<void>;
	/** It may have been done: whoever comes next looks first, and need not wait. */
	leaveInDoubt(identity: EnrollmentIdentity): Promise<void>;
	/** It surely was not done. */
	forget(identity: EnrollmentIdentity): Promise<void>;
}

/**
 * After this time, in milliseconds, who tried is taken to have died. Longer than a request may take
 * with all its repetitions.
 */
export const LEASE_MS = 15 * 60_000;
