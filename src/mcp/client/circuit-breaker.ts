import type { CircuitBreakerPolicy } from './access/access-policy';
import type { Clock } from './clock';

export type CircuitState = 'closed' | 'open' | 'half-open';

/**
 * Leaves an endpoint alone that failed several times in a row. After `openMs` one request may try
 * it; its outcome closes the circuit or opens it again.
 */
export class CircuitBreaker {
	private failures = 0;
	private openUntil: number | undefined;
	private trialUntil = 0;

	constructor(private readonly clock: Clock) {}

	get state(): CircuitState {
		if (this.openUntil === undefined) return 'closed';
		return this.clock.now() < this.openUntil ? 'open' : 'half-open';
	}

	/** Milliseconds until the next request may try it; 0 unless it is open. */
	get trialInMs(): number {
		return Math.max(0, (this.openUntil ?? 0) - this.clock.now());
	}

	/**
	 * Whether a request may go now. In half-open state the first one who asks may, and for as long as
	 * the circuit was open nobody else, so that a trial that never ends does not block for ever.
	 */
	tryPass({ openMs }: CircuitBreakerPolicy): boolean {
		if (this.state === 'closed') return true;
		if (this.state === 'open' || this.clock.now() < this.trialUntil) return false;
		this.trialUntil = this.clock.now() + openMs;
		return true;
	}

	succeed(): void {
		this.failures = 0;
		this.openUntil = undefined;
		this.trialUntil = 0;
	}

	fail({ failuresToOpen, openMs }: CircuitBreakerPolicy): void {
		this.failures += 1;
		this.trialUntil = 0;
		if (this.failures < failuresToOpen) return;
		this.openUntil = this.clock.now() + openMs;
	}

	/** A trial that said nothing about the endpoint (cancelled, refused the user): somebody else may. */
	abandonTrial(): void {
		this.trialUntil = 0;
	}
}
