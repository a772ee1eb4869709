/** When to keep away from who is down. */
export interface BreakerSettings {
	/** Failures in a row after which nothing more is sent. */
	failures: number;
	/** Milliseconds after which one attempt may look whether they are back. */
	openMs: number;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

/** How an attempt that was let through ended: the other side works, it does not, or nobody knows. */
export type AttemptEnd = 'up' | 'down' | 'unknown';

export type Passage =
	/** `end` must be called once the attempt is over; again, it does nothing. */
	| { open: false; end: (how: AttemptEnd) => void }
	/** Nothing may be sent; milliseconds until the next look. */
	| { open: true; retryAfterMs: number };

type State =
	| { is: 'closed'; failures: number }
	| { is: 'open'; until: number }
	| { is: 'half-open'; probe: symbol; until: number };

/**
 * Opens after consecutive failures; then lets one attempt through at a time to look, and closes with
 * the first that finds the other side up. A look that is not over after as long as the circuit was
 * open does not keep the next one from looking.
 */
export class CircuitBreaker {
	#state: State = { is: 'closed', failures: 0 };

	/**
	 * @param now milliseconds of any clock
	 * @param onTurn hears when an attempt opened or closed it
	 */
	constructor(
		private readonly now: () => number,
		private readonly onTurn: (to: 'open' | 'closed') => void = () => undefined,
	) {}

	get state(): CircuitState {
		const { is } = this.#state;
		return is === 'open' && this.retryAfterMs === 0 ? 'half-open' : is;
	}

	/** Milliseconds until the next attempt may be let through; 0 if it may be now. */
	get retryAfterMs(): number {
		return this.#state.is === 'closed' ? 0 : Math.max(0, this.#state.until - this.now());
	}

	pass(settings: BreakerSettings): Passage {
		if (this.#state.is === 'closed') {
			return { open: false, end: once((how) => this.#endAttempt(how, settings)) };
		}
		const { retryAfterMs } = this;
		if (retryAfterMs > 0) return { open: true, retryAfterMs };
		const probe = Symbol('probe');
		this.#state = { is: 'half-open', probe, until: this.now() + settings.openMs };
		return { open: false, end: once((how) => this.#endProbe(probe, how, settings)) };
	}

	/** What was learned in another way than by an attempt that it let through. */
	learn(how: AttemptEnd, settings: BreakerSettings): void {
		if (how === 'up') this.#close();
		else if (how === 'down' && this.#state.is === 'closed') this.#endAttempt(how, settings);
		else if (how === 'down') this.#open(settings);
	}

	/** What another process found out, about the same other side. */
	hear(to: 'open' | 'closed', { openMs }: BreakerSettings): void {
		if (to === 'closed') this.#state = { is: 'closed', failures: 0 };
		else this.#state = { is: 'open', until: this.now() + openMs };
	}

	#close(): void {
		const wasClosed = this.#state.is === 'closed';
		this.#state = { is: 'closed', failures: 0 };
		if (!wasClosed) this.onTurn('closed');
	}

	#endAttempt(how: AttemptEnd, settings: BreakerSettings): void {
		// An attempt from before the circuit opened says nothing about now.
		if (this.#state.is !== 'closed' || how === 'unknown') return;
		const failures = how === 'up' ? 0 : this.#state.failures + 1;
		if (failures < settings.failures) this.#state = { is: 'closed', failures };
		else this.#open(settings);
	}

	#endProbe(probe: symbol, how: AttemptEnd, settings: BreakerSettings): void {
		if (this.#state.is !== 'half-open' || this.#state.probe !== probe) return;
		// After an end that says nothing, the next attempt looks.
		if (how === 'unknown') this.#state = { is: 'open', until: this.now() };
		else this.learn(how, settings);
	}

	#open({ openMs }: BreakerSettings): void {
		this.#state = { is: 'open', until: this.now() + openMs };
		this.onTurn('open');
	}
}

function once(end: (how: AttemptEnd) => void): (how: AttemptEnd) => void {
	let ended = false;
	return (how) => {
		if (ended) return;
		ended = true;
		end(how);
	};
}
