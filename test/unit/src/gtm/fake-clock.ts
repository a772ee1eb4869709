import { setImmediate as turn } from 'node:timers/promises';

import type { Clock } from '../../../../src/base/clock';

interface Sleeper {
	at: number;
	wake(): void;
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
	#now: number;
	#sleepers: Sleeper[] = [];
	/** What `random` answers, in turn; the last one from then on. */
	randoms: number[] = [0.5];

	constructor(start = Date.parse('2026-11-25T09:00:00Z')) {
		this.#now = start;
	}

	now = (): number => this.#now;

	random = (): number =>
		this.randoms.length > 1 ? (this.randoms.shift() ?? 0) : (this.randoms[0] ?? 0);

	sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
				reject(signal?.reason as Error);
			};
			const sleeper: Sleeper = {
				at: this.#now + ms,
				wake: () => {
					signal?.removeEventListener('abort', leave);
					resolve();
				},
			};
			signal?.addEventListener('abort', leave, { once: true });
			this.#sleepers.push(sleeper);
		});
	};

	schedule = (ms: number, run: () => void): (() => void) => {
		const calledOff = new AbortController();
		this.sleep(ms, calledOff.signal).then(run, () => undefined);
		return () => calledOff.abort();
	};

	/** How many sleep. */
	get sleeping(): number {
		return this.#sleepers.length;
	}

	/** Lets `ms` pass, waking everyone at their own time. */
	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		await turn();
		while (this.#wakeNext(end)) await turn();
		this.#now = end;
		await turn();
	}

	/** Lets time pass until a promise is settled. */
	async until<Value>(promise: Promise<Value>): Promise<Value> {
		let settled = false;
		const settle = () => {
			settled = true;
		};
		promise.then(settle, settle);
		await turn();
		while (!settled) {
			if (!this.#wakeNext(Infinity)) throw new Error('Nobody sleeps, and nothing is settled');
			await turn();
		}
		return await promise;
	}

	#wakeNext(end: number): boolean {
		const [next] = this.#sleepers.toSorted((a, b) => a.at - b.at);
		if (!next || next.at > end) return false;
		this.#now = Math.max(this.#now, next.at);
		this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
		next.wake();
		return true;
	}
}
