import type { ReadIdentifier } from './read-identifier';

/** Who can be one with whom: deals and sequences are told by their records' ids only. */
export type IdentityType = 'account' | 'contact' | 'deal' | 'sequence';

/** An entity as it was recorded, before any merge: what identity goes by. */
export interface IdentityRecord {
	id: string;
	type: IdentityType;
	identifiers: readonly ReadIdentifier[];
	name?: string;
	/** Of a person: the company's name. */
	company?: string;
	/** What else speaks for a likeness of names when it agrees: `{ birthDate: '1971-06-24' }`. */
	traits?: Readonly<Record<string, string>>;
}

/** Two entities, the smaller id first, so that a pair has one name. */
export interface Pair {
	left: string;
	right: string;
}

export function pairOf(one: string, other: string): Pair {
	return one < other ? { left: one, right: other } : { left: other, right: one };
}

export function pairKey(one: string, other: string): string {
	const { left, right } = pairOf(one, other);
	return `${left}\u0000${right}`;
}
