/** What a vendor account has left to spend. */
export class Credits {
	#left: number;

	constructor(left: number) {
		this.#left = left;
	}

	get left(): number {
		return this.#left;
	}

	/** Takes the amount, or nothing if less is left. */
	take(amount: number): 'taken' | 'exhausted' {
		if (amount > this.#left) return 'exhausted';
		this.#left -= amount;
		return 'taken';
	}

	set(left: number): void {
		this.#left = left;
	}
}
