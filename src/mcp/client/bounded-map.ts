/** A map that forgets what was used longest ago when it is full: process-wide state must not grow. */
export class BoundedMap<K, V> {
	private readonly entries = new Map<K, V>();

	constructor(private readonly sizeMax: number) {}

	get(key: K): V | undefined {
		return this.entries.get(key);
	}

	set(key: K, value: V): void {
		this.entries.delete(key);
		if (this.entries.size >= this.sizeMax) {
			const oldest = this.entries.keys().next();
			if (!oldest.done) this.entries.delete(oldest.value);
		}
		this.entries.set(key, value);
	}

	getOrSet(key: K, make: () => V): V {
		const value = this.entries.get(key) ?? make();
		this.set(key, value);
		return value;
	}

	delete(key: K): void {
		this.entries.delete(key);
	}

	clear(): void {
		this.entries.clear();
	}
}
