import type { OutcomeStatus } from '../model/outcome';
import type { OnceIdentity, OnceLedger } from './once-ledger';

/** What makes a write the same one, by a key of the user's. */
export interface WriteIdentity extends OnceIdentity {
	/** What is written, such as `deal` or `activity`. */
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
