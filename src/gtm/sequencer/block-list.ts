import type { VendorClient } from '../http/vendor-client';
import type { SuppressionKind } from '../ledger/suppression-key';

/** Whom a vendor's list keeps out, in the spelling of our own list. */
export interface Blockable {
	kind: SuppressionKind;
	value: string;
}

/**
 * The list that a vendor itself keeps of whom it sends nothing. Entries are added and never removed from
 * here: who is on it may be so for reasons of the vendor's or of its users.
 */
export interface VendorBlockList {
	/** What the list takes. */
	kinds: readonly SuppressionKind[];
	/** Entries of one request, at most. */
	most: number;
	/** How the vendor spells it. */
	spell(this: void, entry: Blockable): string;
	/**
	 * All that is on the list, in small letters.
	 *
	 * @throws VendorError
	 */
	read(this: void, client: VendorClient): Promise<ReadonlySet<string>>;
	/**
	 * Adds what is not on it; what is, stays as it is.
	 *
	 * @throws VendorError
	 */
	add(this: void, client: VendorClient, values: readonly string[]): Promise<void>;
}
