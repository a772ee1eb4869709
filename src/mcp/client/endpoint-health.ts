import type { CircuitBreakerPolicy } from './access/access-policy';
import { BoundedMap } from './bounded-map';
import { CircuitBreaker } from './circuit-breaker';
import type { Clock } from './clock';

const ENDPOINTS_MAX = 1_000;

/** The circuit breakers of all endpoints of the process, by the endpoint's key. */
export class EndpointHealth {
	private readonly breakers = new BoundedMap<string, CircuitBreaker>(ENDPOINTS_MAX);

	constructor(private readonly clock: Clock) {}

	of(endpointKey: string): CircuitBreaker {
		return this.breakers.getOrSet(endpointKey, () => new CircuitBreaker(this.clock));
	}

	/**
	 * Failover: the first endpoint, in order, whose circuit lets a request pass, starting behind those
	 * that this request has tried; when all were tried, from the first again.
	 *
	 * @returns undefined if every circuit is open
	 */
	choose<E extends { key: string }>(
		endpoints: readonly E[],
		tried: ReadonlySet<string>,
		policy: CircuitBreakerPolicy,
	): E | undefined {
		const untried = endpoints.filter(({ key }) => !tried.has(key));
		const passes = ({ key }: E) => this.of(key).tryPass(policy);
		return untried.find(passes) ?? endpoints.filter(({ key }) => tried.has(key)).find(passes);
	}

	/** Milliseconds until the first circuit of these may be tried. */
	soonestTrialMs(endpoints: ReadonlyArray<{ key: string }>): number {
		return Math.min(...endpoints.map(({ key }) => this.of(key).trialInMs));
	}
}
