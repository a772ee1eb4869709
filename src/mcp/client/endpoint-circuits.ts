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
export class EndpointCircuits {
	private readonly breakers = new BoundedMap<string, CircuitBreaker>(ENDPOINTS_MAX);
	/** Endpoints that a look found still down, and that nobody has found up since. */
	private readonly dead = new BoundedMap<string, true>(ENDPOINTS_MAX);

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
			const breaker = this.of(endpoint.key);
			const isLook = breaker.state !== 'closed';
			const passage = breaker.pass(breakerSettings(policy));
			if (passage.open) continue;
			const end = (how: AttemptEnd) => {
				passage.end(how);
				if (isLook && how === 'down') this.dead.set(endpoint.key, true);
				if (how === 'up') this.dead.delete(endpoint.key);
			};
			return { endpoint, end };
		}
		return undefined;
	}

	/** Whether it was looked, after they had been left alone, and each of them is still down. */
	areDead(endpoints: ReadonlyArray<{ key: string }>): boolean {
		return endpoints.every(({ key }) => this.dead.has(key));
	}

	/** Milliseconds until the first circuit of these may be tried. */
	soonestTrialMs(endpoints: ReadonlyArray<{ key: string }>): number {
		return Math.min(...endpoints.map(({ key }) => this.of(key).retryAfterMs));
	}
}
