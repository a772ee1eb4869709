import { Random } from '../../scripts/fuzz/random.ts';

const DAY_MS = 86_400_000;

/** Random choices of the world's kind, all determined by the seed. */
export class Generator extends Random {
	readonly #asOf: number;

	constructor(seed: number, asOf: number) {
		super(seed);
		this.#asOf = asOf;
	}

	/** From the least to the most, both included. */
	between(least: number, most: number): number {
		return least + this.integer(most - least + 1);
	}

	/** ISO 8601, between so many days ago and so many days ago. */
	daysAgo(most: number, least = 0): string {
		const days = least + this.next() * (most - least);
		return new Date(this.#asOf - days * DAY_MS).toISOString();
	}

	/** ISO 8601, after the other moment and not after the world's own time. */
	after(moment: string, mostDays: number): string {
		const from = Date.parse(moment);
		const to = Math.min(this.#asOf, from + mostDays * DAY_MS);
		return new Date(from + this.next() * Math.max(0, to - from)).toISOString();
	}

	/** Fills the `#` of a pattern with digits. */
	digits(pattern: string): string {
		return pattern.replaceAll('#', () => String(this.integer(10)));
	}

	/** Different values, in the order of the list. */
	some<Value>(values: readonly Value[], count: number): Value[] {
		const left = new Set(values.keys());
		while (left.size > Math.max(0, count)) left.delete(this.pick([...left]));
		return [...left].map((index) => values[index] as Value);
	}
}
