/** Rows are never changed in place: a change puts a new row. */
export interface Row {
	readonly id: string;
}

/** No index is set to run further behind. */
const LONGEST_LAG_MS = 600_000;

type Keys<T> = (row: T) => readonly string[];

/**
 * Records of one kind, found by id and by the keys of its indexes. A search sees a row as it was
 * `lag` milliseconds ago, as with vendors whose search index runs behind.
 */
export class Table<T extends Row> {
	readonly #rows = new Map<string, T>();
	readonly #indexes = new Map<string, { keys: Keys<T>; ids: Map<string, Set<string>> }>();
	/** Of rows that changed lately, what they were before each change, oldest first; undefined: not there. */
	readonly #former = new Map<string, Array<{ row: T | undefined; until: number }>>();

	/** @param indexes by name, the keys under which a row is found */
	constructor(rows: Iterable<T>, indexes: Readonly<Record<string, Keys<T>>> = {}) {
		for (const [name, keys] of Object.entries(indexes)) {
			this.#indexes.set(name, { keys, ids: new Map() });
		}
		for (const row of rows) this.#store(row);
	}

	get size(): number {
		return this.#rows.size;
	}

	get(id: string): T | undefined {
		return this.#rows.get(id);
	}

	/** In the order in which they came. */
	all(): T[] {
		return [...this.#rows.values()];
	}

	/**
	 * Rows that have this key.
	 *
	 * @throws RangeError if there is no index of that name
	 */
	find(index: string, key: string): T[] {
		const known = this.#indexes.get(index);
		if (known === undefined) throw new RangeError(`there is no index ${index}`);
		const ids = known.ids.get(key) ?? [];
		return [...ids].flatMap((id) => this.#rows.get(id) ?? []);
	}

	/** Adds a row or takes the place of the one with its id. */
	put(row: T, now: number): T {
		this.#remember(row.id, now);
		this.#unindex(row.id);
		return this.#store(row);
	}

	remove(id: string, now: number): void {
		this.#remember(id, now);
		this.#unindex(id);
		this.#rows.delete(id);
	}

	/** What an index that runs `lagMs` behind knows. */
	searchable(now: number, lagMs: number): T[] {
		const moment = now - lagMs;
		for (const [id, versions] of this.#former) {
			const left = versions.filter(({ until }) => until > moment);
			if (left.length === 0) this.#former.delete(id);
			else this.#former.set(id, left);
		}
		if (this.#former.size === 0) return this.all();
		const current = this.all().filter(({ id }) => !this.#former.has(id));
		const old = [...this.#former.values()].flatMap(([version]) => version?.row ?? []);
		return [...current, ...old];
	}

	#remember(id: string, now: number): void {
		const versions = this.#former.get(id) ?? [];
		const recent = versions.filter(({ until }) => until > now - LONGEST_LAG_MS);
		this.#former.set(id, [...recent, { row: this.#rows.get(id), until: now }]);
	}

	#store(row: T): T {
		this.#rows.set(row.id, row);
		for (const { keys, ids } of this.#indexes.values()) {
			for (const key of keys(row)) {
				const known = ids.get(key);
				if (known === undefined) ids.set(key, new Set([row.id]));
				else known.add(row.id);
			}
		}
		return row;
	}

	#unindex(id: string): void {
		const row = this.#rows.get(id);
		if (row === undefined) return;
		for (const { keys, ids } of this.#indexes.values()) {
			for (const key of keys(row)) ids.get(key)?.delete(id);
		}
	}
}
