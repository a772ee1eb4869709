export interface Bounds<Key, Value> {
	/** How many entries it holds. */
	entries: number;
	/** How much they may weigh together, in bytes or what `of` counts. Weighed when an entry is set. */
	weight?: { max: number; of(this: void, value: Value): number };
	/** Hears of each entry that had to go, after it went; not of those that were deleted or replaced. */
	onEvict?(this: void, key: Key, value: Value): void;
}

interface Entry<Value> {
	value: Value;
	weight: number;
}

/**
 * A map that forgets what was used longest ago once it is full: state by caller must not grow with
 * the number of callers. An entry that is heavier than the whole map may be is not kept.
 */
export class BoundedMap<Key, Value> {
	readonly #entries = new Map<Key, Entry<Value>>();
	readonly #bounds: Bounds<Key, Value>;
	#weight = 0;

	/** @param bounds or just the number of entries */
	constructor(bounds: number | Bounds<Key, Value>) {
		this.#bounds = typeof bounds === 'number' ? { entries: bounds } : bounds;
	}

	get size(): number {
		return this.#entries.size;
	}

	/** Of all entries together; 0 if nothing is weighed. */
	get weight(): number {
		return this.#weight;
	}

	has(key: Key): boolean {
		return this.#entries.has(key);
	}

	/** Looks without using: the order stays. */
	peek(key: Key): Value | undefined {
		return this.#entries.get(key)?.value;
	}

	get(key: Key): Value | undefined {
		const entry = this.#entries.get(key);
		if (!entry) return undefined;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		return entry.value;
	}

	set(key: Key, value: Value): void {
		this.delete(key);
		const weight = this.#bounds.weight?.of(value) ?? 0;
		if (weight > (this.#bounds.weight?.max ?? Infinity)) {
			this.#bounds.onEvict?.(key, value);
			return;
		}
		this.#entries.set(key, { value, weight });
		this.#weight += weight;
		this.#evict();
	}

	getOrSet(key: Key, make: () => Value): Value {
		const held = this.#entries.has(key);
		const value = held ? (this.get(key) as Value) : make();
		if (!held) this.set(key, value);
		return value;
	}

	delete(key: Key): boolean {
		const entry = this.#entries.get(key);
		this.#weight -= entry?.weight ?? 0;
		return this.#entries.delete(key);
	}

	clear(): void {
		this.#entries.clear();
		this.#weight = 0;
	}

	/** From what was used longest ago to what was used last. */
	*entries(): Generator<[Key, Value]> {
		for (const [key, { value }] of this.#entries) yield [key, value];
	}

	#evict(): void {
		const { entries, weight, onEvict } = this.#bounds;
		for (const [key, { value }] of this.#entries) {
			const isFull = this.size > entries || this.#weight > (weight?.max ?? Infinity);
			if (!isFull) return;
			this.delete(key);
			onEvict?.(key, value);
		}
	}
}
