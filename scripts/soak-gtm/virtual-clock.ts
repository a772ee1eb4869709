import { setImmediate as turn } from 'node:timers/promises';

import type { Clock } from '../../src/base/clock.ts';
import { Random } from '../fuzz/random.ts';

/** Real milliseconds without a sleeper, after which nothing will come any more. */
const STUCK_MS = 10_000;

interface Sleeper {
	at: number;
	wake(): void;
}

/**
 * Time that passes as fast as the work allows: whoever sleeps next is woken at once, at their own
 * time. Hours of a vendor's limits go by in seconds, and one seed always gives the same run.
 */
export class VirtualClock implements Clock {
	#now: number;
	#sleepers = new Set<Sleeper>();
	readonly #random: Random;

	constructor(start: number, seed: number) {
		this.#now = start;
		this.#random = new Random(seed);
	}

	now = (): number => this.#now;

	random = (): number => this.#random.next();

	schedule = (ms: number, run: () => void): (() => void) => {
		const calledOff = new AbortController();
		this.sleep(ms, calledOff.signal).then(run, () => undefined);
		return () => calledOff.abort();
	};

	sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.#sleepers.delete(sleeper);
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
			this.#sleepers.add(sleeper);
		});
	};

	/**
	 * Lets time pass until a promise is settled.
	 *
	 * @throws Error if it never will be: nobody sleeps
	 */
	async until<Value>(promise: Promise<Value>): Promise<Value> {
		let settled = false;
		const settle = () => {
			settled = true;
		};
		promise.then(settle, settle);
		await turn();
		let idleSince: number | undefined;
		while (!settled) {
			if (this.#wakeNext()) idleSince = undefined;
			else idleSince ??= performance.now();
			// A store lets the event loop turn on its own, by the clock on the wall.
			if (idleSince !== undefined && performance.now() - idleSince > STUCK_MS) {
				throw new Error('Nobody sleeps, and nothing is settled');
			}
			await turn();
		}
		return await promise;
	}

	#wakeNext(): boolean {
		let next: Sleeper | undefined;
		for (const sleeper of this.#sleepers) {
			if (next === undefined || sleeper.at < next.at) next = sleeper;
		}
		if (next === undefined) return false;
		this.#now = Math.max(this.#now, next.at);
		this.#sleepers.delete(next);
		next.wake();
		return true;
	}
}
