import { type IdentityRecord, type Pair, pairKey } from './identity-record';
import { mayMerge } from './identifier-kinds';
import type { IdentityIndex } from './identity-index';
import type { RefusedPairs } from './forbidden';
import type { ReadIdentifier } from './read-identifier';

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
const MOST_HINTED = 20;

/** Reads from the index what `resolveIdentity` and `planMerges` need of it. */
export async function neighborhoodOf(
	record: IdentityRecord,
	index: IdentityIndex,
): Promise<Neighborhood> {
	const found = new Map<string, IdentityRecord>();
	const asked = new Set<string>();
	let telling = record.identifiers.filter(({ rule }) => mayMerge(rule));
	while (telling.length > 0 && found.size <= MOST) {
		for (const one of telling) asked.add(nameOf(one));
		const known = new Set(found.keys());
		const edge = await index.holders(record.type, telling, { most: MOST + 1, known });
		for (const each of edge) found.set(each.id, each);
		telling = edge.flatMap(({ identifiers }) =>
			identifiers.filter((one) => mayMerge(one.rule) && !asked.has(nameOf(one))),
		);
	}
	found.delete(record.id);
	// Who is told by something strong is not looked for by name.
	const isTold = [...found.values()].some((other) => haveInCommon(record, other));
	const like = isTold ? [] : await likeOnes(record, index);
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

/** By name, and by what only hints. */
async function likeOnes(record: IdentityRecord, index: IdentityIndex): Promise<IdentityRecord[]> {
	const byName = record.name === undefined ? [] : await index.alike(record, MOST_ALIKE);
	const hints = record.identifiers.filter(({ rule }) => !mayMerge(rule));
	const known = new Set(byName.map(({ id }) => id));
	const hinted = await index.holders(record.type, hints, { most: MOST_HINTED + 1, known });
	// A switchboard's number hints at nobody.
	return hinted.length > MOST_HINTED ? byName : [...byName, ...hinted];
}

function haveInCommon(one: IdentityRecord, other: IdentityRecord): boolean {
	const held = new Set(other.identifiers.map(nameOf));
	return one.identifiers.some((each) => mayMerge(each.rule) && held.has(nameOf(each)));
}

function nameOf({ kind, value }: ReadIdentifier): string {
	return `${kind} ${value}`;
}
