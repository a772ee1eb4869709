import { Clusters } from './clusters';
import type { IdentityIndex } from './identity-index';
import { type IdentityRecord, type Pair, pairKey, pairOf } from './identity-record';
import { likenessKeys } from './suggest';

/** A key that more have than this says nothing: `name int` of everything international. */
const COMMON_KEY = 500;

/** Identity in memory, for tests and measurements. */
export class MemoryIdentityIndex implements IdentityIndex {
	readonly #records = new Map<string, IdentityRecord>();
	readonly #byIdentifier = new Map<string, Set<string>>();
	readonly #byLikeness = new Map<string, Set<string>>();
	readonly #joined = new Map<string, Pair>();
	readonly #refused = new Map<string, Pair>();

	add(record: IdentityRecord): void {
		this.#records.set(record.id, record);
		for (const { kind, value } of record.identifiers) {
			note(this.#byIdentifier, `${record.type} ${kind} ${value}`, record.id);
		}
		for (const key of likenessKeys(record))
			note(this.#byLikeness, `${record.type} ${key}`, record.id);
	}

	join(one: string, other: string): void {
		this.#joined.set(pairKey(one, other), pairOf(one, other));
	}

	separate(one: string, other: string): void {
		this.#joined.delete(pairKey(one, other));
		this.refuse(one, other);
	}

	refuse(one: string, other: string): void {
		this.#refused.set(pairKey(one, other), pairOf(one, other));
	}

	holders: IdentityIndex['holders'] = async (type, identifiers, { most, known }) => {
		const ids = identifiers.flatMap(({ kind, value }) => [
			...(this.#byIdentifier.get(`${type} ${kind} ${value}`) ?? []),
		]);
		const all = await this.mates(ids);
		return all.filter(({ id }) => !known.has(id)).slice(0, most);
	};

	mates: IdentityIndex['mates'] = (ids) => {
		const clusters = this.#clusters();
		const heads = new Set(ids.map((id) => clusters.head(id)));
		const mates = [...this.#records.keys()].filter((id) => heads.has(clusters.head(id)));
		return Promise.resolve(ids.length === 0 ? [] : this.#read(mates));
	};

	joined: IdentityIndex['joined'] = (ids) => Promise.resolve(among(this.#joined, ids));

	refused: IdentityIndex['refused'] = (ids) => Promise.resolve(among(this.#refused, ids));

	alike: IdentityIndex['alike'] = (record, most) => {
		const ids = likenessKeys(record).flatMap((key) => {
			const sharers = this.#byLikeness.get(`${record.type} ${key}`);
			return sharers && sharers.size <= COMMON_KEY ? [...sharers] : [];
		});
		return Promise.resolve(this.#read(ids).slice(0, most));
	};

	#clusters(): Clusters {
		return new Clusters([...this.#joined.values()]);
	}

	#read(ids: readonly string[]): IdentityRecord[] {
		return [...new Set(ids)].flatMap((id) => this.#records.get(id) ?? []);
	}
}

function among(pairs: ReadonlyMap<string, Pair>, ids: readonly string[]): Pair[] {
	const wanted = new Set(ids);
	return [...pairs.values()].filter(({ left, right }) => wanted.has(left) && wanted.has(right));
}

function note(map: Map<string, Set<string>>, key: string, id: string): void {
	map.set(key, (map.get(key) ?? new Set()).add(id));
}
