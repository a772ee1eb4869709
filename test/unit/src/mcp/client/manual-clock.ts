import type { Clock } from '../../../../../src/base/clock';

/** A clock that a test moves. Sleeps are over when the time has come, or at once if `skipSleeps`. */
export class ManualClock implements Clock {
	/** The lengths of all sleeps, in order. */
	readonly sleeps: number[] = [];
	private time = 1_000_000;
	private timers: Array<{ at: number; run: () => void }> = [];

	constructor(private readonly sleeping: 'until moved' | 'skipped' = 'until moved') {}

	now(): number {
		return this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		this.sleeps.push(ms);
		signal?.throwIfAborted();
		if (this.sleeping === 'skipped') {
			this.advance(ms);
			return;
		}
		await new Promise<void>((resolve, reject) => {
			this.schedule(ms, resolve);
			signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
		});
	}

	schedule(ms: number, run: () => void): () => void {
		const timer = { at: this.time + ms, run };
		this.timers.push(timer);
		return () => (this.timers = this.timers.filter((other) => other !== timer));
	}

	random(): number {
		return 0.5;
	}

	advance(ms: number): void {
		this.time += ms;
		const due = this.timers.filter(({ at }) => at <= this.time);
		this.timers = this.timers.filter(({ at }) => at > this.time);
		for (const { run } of due) run();
	}
}
