import type { Changing } from '../crm/crm-changes';
import type { VendorClient } from '../http/vendor-client';
import type { EngagementEvent } from '../model/enrollment';

/** A request to our address, as it came: from the vendor, or from anybody. */
export interface HookDelivery {
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
	/** The body, byte by byte. */
	text: Buffer;
	/** The same, parsed. */
	body: unknown;
}

/** What a vendor is asked to call, and because of what. */
export interface HookPlace {
	url: string;
	/** Our own, for vendors that show what we gave them. */
	secret: string;
	/** Of a CRM: which records. */
	what?: Changing;
	/** Of a sequencer: only these sequences, where it tells them apart. */
	sequenceIds?: readonly string[];
}

/** A webhook that the vendor has. */
export interface RegisteredHook {
	id: string;
	url: string;
}

export interface MadeHooks {
	ids: readonly string[];
	/** Of a vendor that makes the secret itself. */
	secret?: string;
}

/** Something that a delivery says and no list of the vendor does: it can be had in no other way. */
export interface HookNews {
	/** The same each time that the vendor tells of it. */
	id: string;
	event: EngagementEvent | { what: Changing; kind: 'deleted'; id: string; at: string };
}

/**
 * A vendor's webhooks. A delivery is a hint: it may be lost, come twice or in another order, so what
 * changed is read from the vendor's lists, by the cursor that polling uses.
 */
export interface VendorHook {
	/** Where the vendor tells of nothing that we read, there is nothing to register. */
	covers?(this: void, place: Pick<HookPlace, 'what'>): boolean;
	/** Those of the account; of a vendor that keeps them by campaign, of the campaigns of `known`. */
	list(this: void, client: VendorClient, known: readonly string[]): Promise<RegisteredHook[]>;
	/**
	 * What was made before a failure is gone again.
	 *
	 * @throws VendorError; RangeError saying what is to be chosen instead
	 */
	create(this: void, client: VendorClient, place: HookPlace): Promise<MadeHooks>;
	/** One that is gone already is fine. */
	remove(this: void, client: VendorClient, id: string): Promise<void>;
	/** Whether it comes from the vendor. */
	isGenuine(this: void, delivery: HookDelivery, secret: string): boolean;
	untold?(this: void, body: unknown): readonly HookNews[];
	/** Lists are read once in this time, however many deliveries come. */
	pauseMs: number;
}
