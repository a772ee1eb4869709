/** Runs work after what was given before it has ended, well or not. */
export type OneAtATime = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own: one at a time, in the order in which they came. */
export function oneAtATime(): OneAtATime {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const result = last.then(work);
		last = result.catch(() => undefined);
		return result;
	};
}
