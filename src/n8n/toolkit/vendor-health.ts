import type { CircuitState } from '../../base/circuit-breaker';

/** How a vendor has answered lately. */
export interface VendorHealth {
	/** `hubspot` */
	provider: string;
	/** `HubSpot` */
	name: string;
	state: 'up' | 'down' | 'recovering';
	/** Of one that is down: when it is asked again, in milliseconds. */
	retryAfterMs?: number;
	/** For the model. */
	message: string;
}

interface Circuit {
	state: CircuitState;
	retryAfterMs: number;
}

/** As the circuit breaker of all calls with this credential knows it. */
export function vendorHealth(
	{ id, name }: { id: string; name: string },
	{ state, retryAfterMs }: Circuit,
): VendorHealth {
	const told = { provider: id, name };
	if (state === 'closed') {
		return { ...told, state: 'up', message: `${name} answers, or has not been asked yet.` };
	}
	if (state === 'half-open') {
		const message = `${name} was down. The next call finds out whether it is back.`;
		return { ...told, state: 'recovering', message };
	}
	const seconds = Math.ceil(retryAfterMs / 1000);
	const message = `${name} is down: the last calls failed. It is asked again in ${seconds} seconds.`;
	return { ...told, state: 'down', retryAfterMs, message };
}
