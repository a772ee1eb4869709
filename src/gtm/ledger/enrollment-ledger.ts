import type { OutcomeStatus } from '../model/outcome';
import type { OnceIdentity, OnceLedger } from './once-ledger';

/** What makes an enrollment the same one. */
export interface EnrollmentIdentity extends OnceIdentity {
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

/** Who was enrolled where. */
export type EnrollmentLedger = OnceLedger<EnrollmentIdentity, EnrollmentRecord>;
