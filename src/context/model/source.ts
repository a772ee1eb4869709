/** How far one list of a source was read. */
export interface SourceProgress {
	/** The vendor. */
	source: string;
	/** Whose: a digest that names nobody. */
	account: string;
	/** Which list: `contact contacts`. */
	feed: string;
	/** Where to read on, in the words of whoever reads. */
	position: string;
	/** ISO time by the source's clock: all that changed until then is in the graph. The one before if left out. */
	caughtUpTo?: string;
	/** When the list was last read from its beginning. The one before if left out. */
	wholeAt?: string;
	/** Why the last reading ended early. */
	failure?: string;
}

export interface SourceState extends SourceProgress {
	ranAt: string;
	/** Grows by one with each write. */
	revision: number;
}

/** How far a source is behind, over all of its lists. */
export interface SourceLag {
	source: string;
	account: string;
	/** Left out while one of its lists was never read to its end. */
	caughtUpTo?: string;
	behindSeconds?: number;
	ranAt: string;
	failure?: string;
}

/** A source is as far behind as the slowest of its lists. */
export function lagsOf(states: readonly SourceState[], now: number): SourceLag[] {
	const groups = Map.groupBy(states, ({ source, account }) => `${source} ${account}`);
	return [...groups.values()].map((lists) => {
		const [first] = lists as [SourceState, ...SourceState[]];
		const times = lists.map(({ caughtUpTo }) => caughtUpTo);
		const slowest = times.every((one) => one !== undefined) ? times.toSorted()[0] : undefined;
		const failure = lists.find((one) => one.failure !== undefined)?.failure;
		return {
			source: first.source,
			account: first.account,
			...(slowest !== undefined && {
				caughtUpTo: slowest,
				behindSeconds: Math.max(0, Math.round((now - Date.parse(slowest)) / 1_000)),
			}),
			ranAt:
				lists
					.map(({ ranAt }) => ranAt)
					.toSorted()
					.at(-1) ?? first.ranAt,
			...(failure !== undefined && { failure }),
		};
	});
}
