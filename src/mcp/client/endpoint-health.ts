import type { CircuitBreakerPolicy } from './access/access-policy';
import { BoundedMap } from '../../base/bounded-map';
import { type AttemptEnd, type BreakerSettings, CircuitBreaker } from '../../base/circuit-breaker';
import type { Clock } from '../../base/clock';

const ENDPOINTS_MAX = 1_000;

/** An endpoint that may be tried now. `end` must be called once the attempt is over. */
export interface Chosen<E> {
	endpoint: E;
	end: (how: AttemptEnd) => void;
}

export function breakerSettings({
	failuresToOpen: failures,
	openMs,
}: CircuitBreakerPolicy): BreakerSettings {
	return { failures, openMs };
}

/** The circuit breakers of all endpoints of the process, by the endpoint's key. */
export class EndpointHealth {
	private readonly breakers = new BoundedMap<string, CircuitBreaker>(ENDPOINTS_MAX);
	/** When the circuit of an endpoint opened that has not closed since. */
	private readonly down = new BoundedMap<string, number>(ENDPOINTS_MAX);

	constructor(private readonly clock: Clock) {}

	of(endpointKey: string): CircuitBreaker {
		return this.breakers.getOrSet(endpointKey, () => new CircuitBreaker(() => this.clock.now()));
	}

	/**
	 * Failover: the first endpoint, in order, whose circuit lets a request pass, starting behind those
	 * that this request has tried; when all were tried, from the first again.
	 *
	 * @returns the endpoint, and what must hear how the attempt ended; undefined if every circuit is open
	 */
	choose<E extends { key: string }>(
		endpoints: readonly E[],
		tried: ReadonlySet<string>,
		policy: CircuitBreakerPolicy,
	): Chosen<E> | undefined {
		const untried = endpoints.filter(({ key }) => !tried.has(key));
		const triedOnes = endpoints.filter(({ key }) => tried.has(key));
		for (const endpoint of [...untried, ...triedOnes]) {
			const passage = this.of(endpoint.key).pass(breakerSettings(policy));
			if (passage.open) continue;
			const end = (how: AttemptEnd) => {
				passage.end(how);
				this.note(endpoint.key);
			};
			return { endpoint, end };
		}
		return undefined;
	}

	/** Since when all of these have been left alone but for a look now and then. */
	downSince(endpoints: ReadonlyArray<{ key: string }>): number {
		const now = this.clock.now();
		return Math.max(...endpoints.map(({ key }) => this.down.get(key) ?? now));
	}

	private note(key: string): void {
		if (this.of(key).state === 'closed') this.down.delete(key);
		else if (!this.down.has(key)) this.down.set(key, this.clock.now());
	}

	/** Milliseconds until the first circuit of these may be tried. */
	soonestTrialMs(endpoints: ReadonlyArray<{ key: string }>): number {
		return Math.min(...endpoints.map(({ key }) => this.of(key).retryAfterMs));
	}
}
