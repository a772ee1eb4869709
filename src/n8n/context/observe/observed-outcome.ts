import type { Outcome } from '../../../gtm/model/outcome';
import type { VendorCategory } from '../../../gtm/vendors/vendor';

/** What one operation of a GTM node was asked, and what became of it. */
export interface ObservedOutcome {
	family: VendorCategory;
	/** As the catalogue names it: `contact.upsert`. */
	operation: string;
	/** As the operation got it, with defaults filled in. */
	input: unknown;
	outcome: Outcome;
	/** The execution. */
	run: string;
	/** The workflow. */
	actor: string;
}
