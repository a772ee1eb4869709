interface Timer {
	at: number;
	every?: number;
	task: () => void;
}

/** A clock that stands until it is moved. */
export class StandingClock {
	private time = Date.parse('2026-01-01T00:00:00Z');
	private readonly timers = new Set<Timer>();

	now = () => this.time;

	schedule = (milliseconds: number, task: () => void) =>
		this.add({ at: this.time + milliseconds, task });

	repeat = (milliseconds: number, task: () => void) =>
		this.add({ at: this.time + milliseconds, every: milliseconds, task });

	/** Timers that still wait. */
	get waiting(): number {
		return this.timers.size;
	}

	advance(milliseconds: number) {
		const end = this.time + milliseconds;
		for (let next = this.next(end); next; next = this.next(end)) {
			this.time = next.at;
			if (next.every === undefined) this.timers.delete(next);
			else next.at += next.every;
			next.task();
		}
		this.time = end;
	}

	private add(timer: Timer): () => void {
		this.timers.add(timer);
		return () => this.timers.delete(timer);
	}

	private next(end: number): Timer | undefined {
		return [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
	}
}
