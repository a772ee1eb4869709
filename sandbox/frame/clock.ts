import { setTimeout as pause } from 'node:timers/promises';

/** Time as a port: the real one, or one that a test moves. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after that many milliseconds. */
	sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms) => pause(ms, undefined, { ref: false }),
};

/** A clock that stands until it is moved; sleeping moves it. */
export class ManualClock implements Clock {
	#now: number;

	constructor(now: number) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	sleep(ms: number): Promise<void> {
		this.advance(ms);
		return Promise.resolve();
	}

	advance(ms: number): void {
		this.#now += ms;
	}
}
