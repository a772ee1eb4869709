/** What a call under way counts towards: a principal, the server. */
export interface ConcurrencyClaim {
	key: string;
	/** Calls under way. */
	limit: number;
}

export type Entry =
	/** `leave` must be called when the call has ended; again, it does nothing. */
	{ entered: true; leave: () => void } | { entered: false; key: string };

export interface ConcurrencyCap {
	/** Counts a call under way for each claim, or, if one of them is full, for none. */
	enter(claims: readonly ConcurrencyClaim[]): Entry;
	/** Calls under way for a key. */
	count(key: string): number;
}

/** Holds no more keys than there are calls under way. */
export function createConcurrencyCap(): ConcurrencyCap {
	const underWay = new Map<string, number>();
	const count = (key: string) => underWay.get(key) ?? 0;

	function add(key: string, change: 1 | -1): void {
		const next = count(key) + change;
		if (next > 0) underWay.set(key, next);
		else underWay.delete(key);
	}

	return {
		count,
		enter(claims) {
			const full = claims.find(({ key, limit }) => !(count(key) < limit));
			if (full) return { entered: false, key: full.key };
			for (const { key } of claims) add(key, 1);
			let left = false;
			return {
				entered: true,
				leave() {
					if (left) return;
					left = true;
					for (const { key } of claims) add(key, -1);
				},
			};
		},
	};
}
