/** Calls under way at once where a vendor has no batch; its own limits hold besides. */
const AT_ONCE = 5;

/** Does it for each, a few at a time; results in the order of the inputs. */
export async function sideBySide<Input, Result>(
	inputs: readonly Input[],
	act: (input: Input, index: number) => Promise<Result>,
): Promise<Result[]> {
	const results = new Map<number, Result>();
	const waiting = inputs.entries();
	async function work(): Promise<void> {
		for (const [index, input] of waiting) results.set(index, await act(input, index));
	}
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return inputs.map((_, index) => results.get(index) as Result);
}
