interface Arrival<Input, Output> {
	input: Input;
	resolve(this: void, output: Output): void;
	reject(this: void, error: unknown): void;
}

/**
 * One call for what many do side by side: who joins waits for the others, and the last one to join or to
 * leave begins it. Each participant has to do one of both, once.
 */
export class Together<Input, Output> {
	readonly #act: (inputs: Input[]) => Promise<Output[]>;
	readonly #arrivals: Array<Arrival<Input, Output>> = [];
	#missing: number;

	/** @param act outputs in the order and number of the inputs, which are one at least */
	constructor(participants: number, act: (inputs: Input[]) => Promise<Output[]>) {
		this.#missing = participants;
		this.#act = act;
	}

	async join(input: Input): Promise<Output> {
		return await new Promise<Output>((resolve, reject) => {
			this.#arrivals.push({ input, resolve, reject });
			this.leave();
		});
	}

	/** Has nothing to ask for. */
	leave(): void {
		this.#missing -= 1;
		if (this.#missing === 0 && this.#arrivals.length > 0) void this.#begin();
	}

	async #begin(): Promise<void> {
		try {
			const outputs = await this.#act(this.#arrivals.map(({ input }) => input));
			for (const [index, { resolve }] of this.#arrivals.entries())
				resolve(outputs[index] as Output);
		} catch (error) {
			for (const { reject } of this.#arrivals) reject(error);
		}
	}
}
