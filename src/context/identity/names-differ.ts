import type { IdentityRecord } from './identity-record';
import { companiesDiffer } from './names/company-likeness';
import { peopleDiffer } from './names/person-likeness';

/** Whether the names of two entities say that they are two, even if an identifier says that they are one. */
export function namesDiffer(one: IdentityRecord, other: IdentityRecord): boolean {
	if (one.name === undefined || other.name === undefined) return false;
	if (one.type === 'contact') return peopleDiffer(one.name, other.name);
	return one.type === 'account' && companiesDiffer(one.name, other.name);
}

/** How many different names the holders of an identifier have; those without a name count as none. */
export function countDifferentNames(holders: readonly IdentityRecord[], enough: number): number {
	const different: IdentityRecord[] = [];
	const named = holders.filter(({ name }) => name !== undefined);
	// By name, so that the count does not hang on who came first.
	for (const holder of named.toSorted(byName)) {
		if (different.every((each) => namesDiffer(each, holder))) different.push(holder);
		if (different.length >= enough) break;
	}
	return different.length;
}

function byName({ name: one = '' }: IdentityRecord, { name: other = '' }: IdentityRecord): number {
	return one < other ? -1 : Number(one > other);
}
