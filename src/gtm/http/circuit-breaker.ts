/** When to keep away from a vendor that is down. */
export interface BreakerSettings {
	/** Failures in a row after which nothing more is sent. */
	failures: number;
	/** Milliseconds after which one request may look whether the vendor is back. */
	openMs: number;
}

/** How an attempt that was let through ended: the vendor works, it does not, or nobody knows. */
export type AttemptEnd = 'up' | 'down' | 'unknown';

export type Passage =
	/** `end` must be called once the attempt is over; again, it does nothing. */
	| { open: false; end: (how: AttemptEnd) => void }
	/** Nothing may be sent; milliseconds until the next look. */
	| { open: true; retryAfterMs: number };

type State =
	| { is: 'closed'; failures: number }
	| { is: 'open'; until: number }
	| { is: 'half_open'; probe: symbol };

export interface CircuitBreaker {
	pass(): Passage;
}

/**
 * Opens after consecutive failures; then lets one request through at a time to look, and closes with
 * the first that finds the vendor up.
 *
 * @param now milliseconds of any clock
 */
export function createCircuitBreaker(
	now: () => number,
	{ failures: most, openMs }: BreakerSettings,
): CircuitBreaker {
	let state: State = { is: 'closed', failures: 0 };

	function endProbe(probe: symbol, how: AttemptEnd): void {
		if (state.is !== 'half_open' || state.probe !== probe) return;
		if (how === 'up') state = { is: 'closed', failures: 0 };
		// After an end that says nothing, the next request looks.
		else state = { is: 'open', until: how === 'down' ? now() + openMs : now() };
	}

	function endAttempt(how: AttemptEnd): void {
		// An attempt from before the circuit opened says nothing about now.
		if (state.is !== 'closed' || how === 'unknown') return;
		const failures = how === 'up' ? 0 : state.failures + 1;
		state = failures < most ? { is: 'closed', failures } : { is: 'open', until: now() + openMs };
	}

	return {
		pass() {
			if (state.is === 'closed') return { open: false, end: once(endAttempt) };
			const retryAfterMs = state.is === 'open' ? state.until - now() : openMs;
			if (state.is === 'half_open' || retryAfterMs > 0) return { open: true, retryAfterMs };
			const probe = Symbol('probe');
			state = { is: 'half_open', probe };
			return { open: false, end: once((how) => endProbe(probe, how)) };
		},
	};
}

function once(end: (how: AttemptEnd) => void): (how: AttemptEnd) => void {
	let ended = false;
	return (how) => {
		if (ended) return;
		ended = true;
		end(how);
	};
}
