import { ruleOf } from './identifier-kinds';
import { type IdentityRecord, pairKey } from './identity-record';

/** Why two entities must stay two. */
export type Forbidding = { kind: string; one: string; other: string } | { refused: true };

/** Pairs that a person has said are two. */
export type RefusedPairs = ReadonlySet<string>;

/**
 * What keeps two entities apart whatever else agrees: a person's word, or a kind of identifier of which
 * everybody has one, and of which they have different ones.
 */
export function whatForbids(
	one: IdentityRecord,
	other: IdentityRecord,
	refused: RefusedPairs,
): Forbidding | undefined {
	if (refused.has(pairKey(one.id, other.id))) return { refused: true };
	const [ours, theirs] = [uniqueValues(one), uniqueValues(other)];
	for (const [kind, values] of ours) {
		const others = theirs.get(kind);
		if (others === undefined || [...values].some((value) => others.has(value))) continue;
		return {
			kind,
			one: [...values].toSorted().join(', '),
			other: [...others].toSorted().join(', '),
		};
	}
	return undefined;
}

function uniqueValues({ identifiers }: IdentityRecord): ReadonlyMap<string, ReadonlySet<string>> {
	const found = new Map<string, Set<string>>();
	for (const { kind, value, rule } of identifiers) {
		if (ruleOf(rule).disagreement !== 'forbids') continue;
		found.set(kind, (found.get(kind) ?? new Set()).add(value));
	}
	return found;
}
