/** A stream of random choices that a seed determines: the same run can be had again. */
export class Random {
	#state: number;

	/** @param seed any integer */
	constructor(seed: number) {
		this.#state = seed | 0;
	}

	/** At least 0 and below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	}

	/** At least 0 and below the limit. */
	integer(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** True in this share of the cases. */
	chance(share: number): boolean {
		return this.next() < share;
	}

	/** @throws RangeError if there is nothing to pick */
	pick<Value>(values: readonly Value[]): Value {
		const value = values[this.integer(values.length)];
		if (value === undefined && values.length === 0) throw new RangeError('nothing to pick from');
		return value as Value;
	}

	/** A value whose weight is its share of all weights. */
	weighted<Value>(values: ReadonlyArray<readonly [weight: number, value: Value]>): Value {
		let point = this.next() * values.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, value] of values) {
			point -= weight;
			if (point < 0) return value;
		}
		return this.pick(values)[1];
	}

	bytes(length: number): Buffer {
		return Buffer.from(Array.from({ length }, () => this.integer(256)));
	}
}
