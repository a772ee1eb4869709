/**
 * A map that forgets what was touched longest ago once it is full: state by caller must not grow with
 * the number of callers.
 */
export class BoundedMap<Value> {
	readonly #entries = new Map<string, Value>();

	constructor(readonly capacity: number) {}

	get size(): number {
		return this.#entries.size;
	}

	get(key: string): Value | undefined {
		return this.#entries.get(key);
	}

	delete(key: string): void {
		this.#entries.delete(key);
	}

	/** Stores a value and makes its key the most recent one. */
	touch(key: string, value: Value): void {
		this.#entries.delete(key);
		this.#entries.set(key, value);
		if (this.#entries.size <= this.capacity) return;
		const [oldest] = this.#entries.keys();
		if (oldest !== undefined) this.#entries.delete(oldest);
	}
}
