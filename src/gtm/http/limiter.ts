import { ENDED } from '../../base/abort';
import { BrandedError } from '../../base/branded-error';
import type { Clock } from '../../base/clock';
import { RollingWindow } from './rolling-window';
import type { LimitReading, LimitWindow, VendorProfile } from './vendor-profile';

/** What a request counts towards. */
export interface Claim {
	/** Names of windows, besides those that count everything. */
	windows: readonly string[];
	/** What it takes of a window, by name; 1 where it is left out. */
	cost: Readonly<Record<string, number>>;
}

export interface Patience {
	/** Milliseconds of the clock after which waiting makes no sense. */
	until: number;
	signal?: AbortSignal;
}

/** A place among the concurrent requests. One of the two must be called once; again, they do nothing. */
export interface Permit {
	waitedMs: number;
	/** The request is over; `readings` are what its answer said of the windows. */
	release(readings?: readonly LimitReading[]): void;
	/** The request was never sent: it does not count. */
	giveBack(): void;
}

/** The limit does not pass in time. */
export class LimitExceeded extends BrandedError {
	static override readonly brand: string = 'LimitExceeded';

	constructor(
		readonly window: string,
		readonly kind: LimitWindow['kind'],
		readonly retryAfterMs: number,
	) {
		super(`The limit "${window}" allows no more requests in time`);
	}
}

export interface Limiter {
	/**
	 * Waits its turn: first come, first served among those that want the same window; a request that
	 * waits for one window does not hold up those that do not want it.
	 *
	 * @throws LimitExceeded at once if a quota is used up, or as soon as it is clear that a burst
	 *   window does not pass within the patience
	 * @throws the signal's reason
	 */
	acquire(claim: Claim, patience: Patience): Promise<Permit>;
	/** The vendor refused for a limit: what counts the same narrow windows waits for `ms`. */
	hold(claim: Claim, ms: number): void;
}

interface Waiter {
	since: number;
	windows: RollingWindow[];
	costOf: (window: RollingWindow) => number;
	patience: Patience;
	admit(permit: Permit): void;
	refuse(reason: unknown): void;
}

/** Stands for the vendor's patience where its profile names no window: never full, but can be held. */
const UNBOUNDED: LimitWindow = {
	name: 'requests',
	countsAll: true,
	capacity: Infinity,
	perMs: 1,
	kind: 'burst',
};

const PLACES = Symbol('places');

/** The limits of one vendor with one principal. Counts what goes out through it, in this process only. */
export function createLimiter(
	{ limits, concurrency = Infinity }: Pick<VendorProfile, 'limits' | 'concurrency'>,
	clock: Clock,
): Limiter {
	const declared = limits.length > 0 ? limits : [UNBOUNDED];
	const windows = declared.map((limit) => ({ limit, state: new RollingWindow(limit) }));
	let queue: Waiter[] = [];
	let underWay = 0;
	let timer = new AbortController();

	function windowsOf(claim: Claim): RollingWindow[] {
		return windows
			.filter(({ limit }) => limit.countsAll === true || claim.windows.includes(limit.name))
			.map(({ state }) => state);
	}

	function permit({ windows: taken, costOf, since }: Waiter): Permit {
		for (const window of taken) window.take(costOf(window), clock.now());
		underWay += 1;
		let over = false;
		const end = (settle: () => void) => {
			if (over) return;
			over = true;
			underWay -= 1;
			settle();
			pump();
		};
		return {
			waitedMs: clock.now() - since,
			giveBack: () => end(() => taken.forEach((window) => window.giveBack(costOf(window)))),
			release: (readings = []) =>
				end(() => {
					for (const window of taken) window.settle(costOf(window));
					for (const reading of readings) {
						const window = windows.find(({ limit }) => limit.name === reading.window);
						window?.state.correct(reading, clock.now());
					}
				}),
		};
	}

	/** Lets through whoever can go, in order, and comes back when the next one can. */
	function pump(): void {
		timer.abort(ENDED);
		const wanted = new Set<RollingWindow | typeof PLACES>();
		const waiting: Waiter[] = [];
		let wakeInMs = Infinity;
		for (const waiter of queue) {
			const verdict = examine(waiter, wanted);
			if (verdict === 'goes') waiter.admit(permit(waiter));
			else if (verdict instanceof LimitExceeded) waiter.refuse(verdict);
			else {
				waiting.push(waiter);
				wakeInMs = Math.min(wakeInMs, verdict.wakeInMs);
			}
		}
		queue = waiting;
		if (wakeInMs < Infinity) wake(wakeInMs);
	}

	function wake(ms: number): void {
		timer = new AbortController();
		const { signal } = timer;
		clock.sleep(Math.ceil(ms), signal).then(pump, (reason: unknown) => {
			if (!signal.aborted) throw reason;
		});
	}

	function examine(
		{ windows: needed, costOf, patience }: Waiter,
		wanted: Set<RollingWindow | typeof PLACES>,
	): 'goes' | LimitExceeded | { wakeInMs: number } {
		const now = clock.now();
		const waits = needed.map((window) => ({ window, ms: window.waitMs(costOf(window), now) }));
		const full = waits.filter(({ ms }) => ms > 0).toSorted((a, b) => b.ms - a.ms);
		const quota = full.find(({ window }) => window.kind === 'quota');
		const [longest] = full;
		if (quota) return new LimitExceeded(quota.window.name, 'quota', quota.ms);
		if (longest && now + longest.ms > patience.until) {
			return new LimitExceeded(longest.window.name, 'burst', longest.ms);
		}
		const queuedBehind = needed.some((window) => wanted.has(window)) || wanted.has(PLACES);
		if (!queuedBehind && !longest && underWay < concurrency) return 'goes';
		for (const { window } of full) wanted.add(window);
		if (!longest && underWay >= concurrency) wanted.add(PLACES);
		if (now >= patience.until) return new LimitExceeded('concurrent requests', 'burst', 1000);
		// Without a window to wait for, an end of another request wakes it.
		return { wakeInMs: Math.min(longest?.ms ?? Infinity, patience.until - now) };
	}

	return {
		async acquire(claim, patience) {
			patience.signal?.throwIfAborted();
			return await new Promise<Permit>((resolve, reject) => {
				const leave = () => {
					queue = queue.filter((other) => other !== waiter);
					reject(patience.signal?.reason as Error);
					pump();
				};
				const settled =
					<Value>(settle: (value: Value) => void) =>
					(value: Value) => {
						patience.signal?.removeEventListener('abort', leave);
						settle(value);
					};
				const waiter: Waiter = {
					since: clock.now(),
					windows: windowsOf(claim),
					costOf: ({ name }) => claim.cost[name] ?? 1,
					patience,
					admit: settled(resolve),
					refuse: settled(reject),
				};
				patience.signal?.addEventListener('abort', leave, { once: true });
				queue.push(waiter);
				pump();
			});
		},
		hold(claim, ms) {
			const bursts = windowsOf(claim).filter(({ kind }) => kind === 'burst');
			const narrow = bursts.filter(({ name }) => claim.windows.includes(name));
			for (const window of narrow.length > 0 ? narrow : bursts) window.block(clock.now() + ms);
			pump();
		},
	};
}
