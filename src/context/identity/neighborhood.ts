import { type IdentityRecord, type Pair, pairKey } from './identity-record';
import { mayMerge } from './identifier-kinds';
import type { IdentityIndex } from './identity-index';
import type { RefusedPairs } from './forbidden';

/** Everything that can bear on who an entity is. */
export interface Neighborhood {
	/** Those tied to it by identifiers, however far, and what they are one with. */
	records: IdentityRecord[];
	/** Those that may be like it. */
	alike: IdentityRecord[];
	joined: Pair[];
	refused: RefusedPairs;
	/** True where there were more than were read: nothing merges by itself then. */
	isCut: boolean;
}

/** More that are tied to each other than this are no entity, but a mistake in some list. */
const MOST = 300;
const MOST_ALIKE = 200;

/** Reads from the index what `resolveIdentity` and `planMerges` need of it. */
export async function neighborhoodOf(
	record: IdentityRecord,
	index: IdentityIndex,
): Promise<Neighborhood> {
	const found = new Map<string, IdentityRecord>();
	let edge: IdentityRecord[] = [record];
	// The first round also looks for holders of what only hints.
	let telling = record.identifiers;
	while (edge.length > 0 && found.size <= MOST) {
		const holders = telling.length > 0 ? await index.holders(record.type, telling, MOST + 1) : [];
		const mates = await index.mates(newOnes(holders, found).map(({ id }) => id));
		edge = newOnes([...holders, ...mates], found);
		for (const each of edge) found.set(each.id, each);
		telling = edge.flatMap(({ identifiers }) => identifiers.filter(({ rule }) => mayMerge(rule)));
	}
	found.delete(record.id);
	const like = record.name === undefined ? [] : await index.alike(record, MOST_ALIKE);
	const records = [...found.values()];
	const alike = like.filter(({ id }) => id !== record.id && !found.has(id));
	const ids = [record, ...records, ...alike].map(({ id }) => id);
	const refused = await index.refused(ids);
	return {
		records,
		alike,
		joined: await index.joined(ids),
		refused: new Set(refused.map(({ left, right }) => pairKey(left, right))),
		isCut: records.length > MOST,
	};
}

function newOnes(
	records: readonly IdentityRecord[],
	found: ReadonlyMap<string, IdentityRecord>,
): IdentityRecord[] {
	const fresh = records.filter(({ id }) => !found.has(id));
	return [...new Map(fresh.map((record) => [record.id, record])).values()];
}
