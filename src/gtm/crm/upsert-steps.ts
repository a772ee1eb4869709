import type { VendorClient } from '../http/vendor-client';
import type { MappingTable } from '../model/mapping';
import type { Associations, RecordReference } from './crm-vendor';

/** Under the vendor's names, as `toVendor` writes them. */
export type VendorValues = Readonly<Record<string, unknown>>;

/** A record as the vendor holds it: only the values that were asked for. */
export interface StoredRecord {
	id: string;
	values: VendorValues;
}

/** A record as it is now, in canonical words and in the vendor's, and to which records it is linked. */
export interface ReadRecord<Entity> {
	record: Entity;
	/** As in `StoredRecord`. */
	values: VendorValues;
	associations: Associations;
	requestId?: string;
}

/** What a vendor does for an upsert. Each throws VendorError. */
export interface UpsertSteps<Entity> {
	/** Type of the record, in words: `contact`. */
	kind: string;
	table: MappingTable;
	/** What makes it the same record if the draft does not say. */
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	/** A draft that nothing recognizes is a new record, as deals are; an error if left out. */
	createsUnmatched?: true;
	/** The one spelling of an id, where the vendor has two. */
	toId?(this: void, id: string): string;
	/**
	 * What a record holds, seen from what is wanted of it, for vendors that keep several values where
	 * one is wanted or spell them in several ways: what is there in another place is there.
	 */
	seenFrom?(this: void, wanted: VendorValues, held: VendorValues): VendorValues;
	/** Why one of the vendor's own fields cannot hold a value, in words; undefined if it can. */
	misfitOf?(this: void, name: string, value: unknown): string | undefined;
	/** Names of values that the vendor shows in another form than it takes them, as an email and an id. */
	shownOtherwise?(this: void, sent: VendorValues): readonly string[];
	/** All that match, with the named values. The vendor's names; two are enough to know of a doubt. */
	find(
		client: VendorClient,
		match: RecordReference,
		names: readonly string[],
	): Promise<StoredRecord[]>;
	/**
	 * Resolves with the id, or with what the vendor's own upsert did instead of creating. Associations
	 * go into the same request where the vendor can.
	 */
	create(
		client: VendorClient,
		values: Record<string, unknown>,
		associations: Associations,
	): Promise<string | { id: string; status: 'created' | 'updated' }>;
	/** Of a value that is an object, only the members that differ are given: the others must stay. */
	update(client: VendorClient, id: string, changes: Record<string, unknown>): Promise<void>;
	/** Links that are there already are no failure. */
	associate(client: VendorClient, id: string, associations: Associations): Promise<void>;
	/** With the named values besides the canonical ones; undefined if the vendor does not show it. */
	readBack(
		client: VendorClient,
		id: string,
		names: readonly string[],
	): Promise<ReadRecord<Entity> | undefined>;
}
