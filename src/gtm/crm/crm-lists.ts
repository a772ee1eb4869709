import type { VendorClient } from '../http/vendor-client';
import type { Outcome } from '../model/outcome';
import type { CrmEntity } from './crm-vendor';

/** A list of records that people keep in a CRM, by hand or by a rule. */
export interface CrmList {
	id: string;
	name: string;
	/** What the vendor takes for the id besides. */
	alias?: string;
}

/** The lists of a CRM, and who is on them. */
export interface CrmLists {
	/** Those that hold records of this kind. */
	all(this: void, client: VendorClient, entity: CrmEntity): Promise<Outcome<CrmList[]>>;
	/**
	 * Which of these records are on one of the lists at this moment. One that is gone is on none.
	 *
	 * @throws VendorError
	 */
	onOneOf(
		this: void,
		client: VendorClient,
		question: { entity: CrmEntity; ids: readonly string[]; lists: readonly string[] },
	): Promise<ReadonlySet<string>>;
}
