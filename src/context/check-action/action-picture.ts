import type { EnrollmentRow } from '../model/enrollment';
import type { SuppressionRow } from '../model/suppression';

/** What the rule looks at. Whoever keeps it may be asked for it: a store, a ledger, a vendor. */
export interface ActionPicture {
	/** Whether it is known who is meant. */
	identity: 'resolved' | 'not_found' | 'needs_review';
	/** Those that hold now for the person, the company or the place. */
	suppressions: readonly SuppressionRow[];
	contact?: {
		optedOut?: boolean;
		emailStatus?: string;
		/** `given`, `withdrawn`, or what the source writes. */
		consent?: string;
		country?: string;
		lifecycle?: string;
	};
	account?: { lifecycle?: string; country?: string };
	openDeals: ReadonlyArray<{ name?: string; owner?: string }>;
	enrollments: readonly EnrollmentRow[];
	/** Times of what was sent to the person or said with them. */
	touches: readonly string[];
	/** How many in the last seven days, over all people of the account. */
	accountTouchesThisWeek: number;
}

/** What is asked for. */
export interface ActionRequest {
	/** Where it would be done. */
	provider?: string;
	/** Of which account there, where its sequences have ids of their own in each. */
	account?: string;
	/** Into which sequence. */
	sequenceId?: string;
	/** Who approved it. */
	approvedBy?: string;
	/** What is left of a budget that it would draw on. */
	creditsLeft?: number;
	/** How many more such actions are allowed today. */
	actionsLeft?: number;
}
