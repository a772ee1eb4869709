/** How many calls (or units, where calls cost differently) a vendor takes in how much time. */
export interface Limit {
	/** As the vendor calls it, such as `TEN_SECONDLY_ROLLING`. */
	name: string;
	capacity: number;
	perMs: number;
	/** `quota`: over for hours, so that waiting is no answer; `burst`: over in a moment. */
	kind: 'burst' | 'quota';
	/**
	 * `rolling`: the last `perMs` count. `fixed`: windows follow each other, counted from 1970, so that
	 * a day ends at midnight UTC.
	 */
	window: 'fixed' | 'rolling';
	/** Counts every call; otherwise only those of routes that name it. */
	countsAll?: true;
}

/** A limit as it stands after a call. */
export interface LimitState {
	limit: Limit;
	remaining: number;
	/** Milliseconds until a call fits again, or until the window is fresh. */
	resetsInMs: number;
}

export type Admission =
	{ admitted: true; states: LimitState[] } | { admitted: false; exceeded: LimitState };

interface Use {
	at: number;
	cost: number;
}

/** Counts one limit of one key. */
class LimitCounter {
	readonly limit: Limit;
	#uses: Use[] = [];
	#used = 0;

	constructor(limit: Limit) {
		this.limit = limit;
	}

	state(now: number, scale: number): LimitState {
		this.#forget(now);
		const capacity = Math.max(1, Math.floor(this.limit.capacity * scale));
		const resetsInMs = this.#resetsIn(now);
		return {
			limit: { ...this.limit, capacity },
			remaining: Math.max(0, capacity - this.#used),
			resetsInMs,
		};
	}

	take(now: number, cost: number): void {
		this.#used += cost;
		const last = this.#uses.at(-1);
		if (last?.at === now) last.cost += cost;
		else this.#uses.push({ at: now, cost });
	}

	#windowStart(now: number): number {
		const { window, perMs } = this.limit;
		return window === 'fixed' ? now - (now % perMs) : now - perMs + 1;
	}

	#resetsIn(now: number): number {
		const { window, perMs } = this.limit;
		if (window === 'fixed') return perMs - (now % perMs);
		const oldest = this.#uses[0];
		return oldest === undefined ? 0 : oldest.at + perMs - now;
	}

	#forget(now: number): void {
		const start = this.#windowStart(now);
		const first = this.#uses.findIndex(({ at }) => at >= start);
		const over = this.#uses.splice(0, first === -1 ? this.#uses.length : first);
		this.#used -= over.reduce((sum, { cost }) => sum + cost, 0);
	}
}

/** What a call counts towards. */
export interface Counted {
	/** Limits that the route names besides those that count all. */
	limits?: readonly string[] | undefined;
	/** Units it takes of each limit; 1 if left out. */
	cost?: number | undefined;
}

/** The limits of one vendor account. A refused call counts towards none. */
export class LimitBook {
	readonly #counters: LimitCounter[];

	constructor(limits: readonly Limit[]) {
		this.#counters = limits.map((limit) => new LimitCounter(limit));
	}

	/** @param scale multiplies every capacity; infinity switches limits off */
	admit(now: number, counted: Counted, scale = 1): Admission {
		const { limits = [], cost = 1 } = counted;
		const counters = this.#counters.filter(
			({ limit }) => limit.countsAll === true || limits.includes(limit.name),
		);
		const exceeded = counters
			.map((counter) => counter.state(now, scale))
			.find(({ remaining }) => remaining < cost);
		if (exceeded !== undefined) return { admitted: false, exceeded };
		for (const counter of counters) counter.take(now, cost);
		return { admitted: true, states: counters.map((counter) => counter.state(now, scale)) };
	}
}
