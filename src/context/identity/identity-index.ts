import type { IdentityRecord, IdentityType, Pair } from './identity-record';
import type { ReadIdentifier } from './read-identifier';

/** Where identity looks things up. Records are entities as they were recorded; merges are pairs of them. */
export interface IdentityIndex {
	/**
	 * Entities of a type that hold any of the identifiers, and those that are one with them: at most so many,
	 * and none of those that are known already.
	 */
	holders(
		type: IdentityType,
		identifiers: readonly ReadIdentifier[],
		options: { most: number; known: ReadonlySet<string> },
	): Promise<IdentityRecord[]>;
	/** Those that are one with any of these, themselves included. */
	mates(ids: readonly string[]): Promise<IdentityRecord[]>;
	/** Standing merges among these. */
	joined(ids: readonly string[]): Promise<Pair[]>;
	/** Pairs among these that a person has refused, or whose merge was undone. */
	refused(ids: readonly string[]): Promise<Pair[]>;
	/**
	 * Entities of the record's type that may be like it, and at most so many. What very many have in common
	 * counts for nothing.
	 */
	alike(record: IdentityRecord, most: number): Promise<IdentityRecord[]>;
}
