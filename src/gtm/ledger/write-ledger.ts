import type { OutcomeStatus } from '../model/outcome';
import type { OnceLedger } from './once-ledger';

/** What makes a write the same one, by a key of the user's. */
export interface WriteIdentity {
	provider: string;
	/** What is written, such as `deal` or `activity`. Not the credential: a new key of the vendor's must not write all again. */
	kind: string;
	/** The user's idempotency key. */
	key: string;
}

export interface WriteRecord {
	status: OutcomeStatus;
	/** The vendor's id of what was made. */
	id: string;
}

/** Records that nothing but a key can tell from a second one: deals, activities. */
export type WriteLedger = OnceLedger<WriteIdentity, WriteRecord>;
