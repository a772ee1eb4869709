import type { Clock } from '../../../base/clock';

/** The time for a whole operation, and what ends it early. */
export class Deadline {
	private readonly controller = new AbortController();
	private readonly endsAt: number;
	private readonly cancelTimer: () => void;
	private readonly onAbort: () => void;
	isOver = false;

	constructor(
		private readonly clock: Clock,
		readonly totalMs: number,
		private readonly outer?: AbortSignal,
	) {
		this.endsAt = clock.now() + totalMs;
		this.cancelTimer = clock.schedule(totalMs, () => {
			this.isOver = true;
			this.controller.abort(new DOMException('total timeout reached', 'TimeoutError'));
		});
		this.onAbort = () => this.controller.abort(outer?.reason);
		if (outer?.aborted) this.onAbort();
		outer?.addEventListener('abort', this.onAbort, { once: true });
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	get remainingMs(): number {
		return Math.max(0, this.endsAt - this.clock.now());
	}

	/** Lets go of the timer and of the outer signal, which outlives it. */
	dispose(): void {
		this.cancelTimer();
		this.outer?.removeEventListener('abort', this.onAbort);
	}
}
