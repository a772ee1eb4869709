import { BoundedMap } from '../../base/bounded-map';
import { type BreakerSettings, CircuitBreaker } from '../../base/circuit-breaker';
import type { Clock } from '../../base/clock';
import { digestOf } from '../../base/digest';
import { type Limiter, createLimiter } from './limiter';
import { type SharedTraffic, withSharedLimits } from './shared-traffic';
import type { VendorProfile } from './vendor-profile';

/** What all requests to one vendor with one credential share. */
export interface Traffic {
	limiter: Limiter;
	breaker: CircuitBreaker;
	/** Whose account it is, once the vendor has told it, and of which connection it did. */
	account?: { connection: string; key: string };
}

/** The traffic of a process, by vendor and principal: one object, whoever makes clients. */
export interface VendorTraffic {
	of(profile: VendorProfile, principal: string): Traffic;
}

/** Principals that are remembered. One that was forgotten starts anew; what runs goes on. */
const PRINCIPALS_MAX = 1_000;

export const VENDOR_BREAKER: BreakerSettings = { failures: 5, openMs: 30_000 };

/** @param shared what the other processes of an n8n count and find out, where it has several */
export function createVendorTraffic(
	clock: Clock,
	shared?: SharedTraffic,
	capacity = PRINCIPALS_MAX,
): VendorTraffic {
	const all = new BoundedMap<string, Traffic>(capacity);
	shared?.onTurn((key, to) => all.peek(key)?.breaker.hear(to, VENDOR_BREAKER));
	return {
		of(profile, principal) {
			// The same in all processes; nobody reads the principal from it.
			const key = digestOf([profile.id, principal]);
			return all.getOrSet(key, () => {
				const limiter = createLimiter(profile, clock);
				return {
					limiter: shared ? withSharedLimits(limiter, { key, profile, shared, clock }) : limiter,
					breaker: new CircuitBreaker(
						() => clock.now(),
						(to) => shared?.turned(key, to),
					),
				};
			});
		},
	};
}
