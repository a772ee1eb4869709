/** Which entities are one: each group is read by its head, the smallest id in it. */
export class Clusters {
	readonly #parents = new Map<string, string>();

	constructor(pairs: ReadonlyArray<{ left: string; right: string }> = []) {
		for (const { left, right } of pairs) this.join(left, right);
	}

	/** The smallest id of all that are one with this one, in whatever order they were joined. */
	head(id: string): string {
		const parent = this.#parents.get(id) ?? id;
		if (parent === id) return id;
		const head = this.head(parent);
		this.#parents.set(id, head);
		return head;
	}

	join(one: string, other: string): void {
		const [first, second] = [this.head(one), this.head(other)];
		if (first === second) return;
		if (first < second) this.#parents.set(second, first);
		else this.#parents.set(first, second);
	}

	isOne(one: string, other: string): boolean {
		return this.head(one) === this.head(other);
	}

	/** The ids in groups, each group and all of them in order. */
	groups(ids: Iterable<string>): string[][] {
		const byHead = Map.groupBy([...new Set(ids)].toSorted(), (id) => this.head(id));
		return [...byHead.values()];
	}

	copy(): Clusters {
		const copied = new Clusters();
		for (const id of this.#parents.keys()) copied.join(id, this.head(id));
		return copied;
	}
}
