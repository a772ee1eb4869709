import { type ConcurrencyCap, createConcurrencyCap } from './concurrency';
import {
	concurrencyClaims,
	concurrencyRefusal,
	fingerprintOf,
	rateClaims,
	rateRefusal,
	serverKey,
} from './limit-claims';
import type { PolicySettings } from './policy-settings';
import { createRateLimiter } from './rate-limit';
import { createRepetitionGuard, repetitionMessage } from './repetition';

/** A call at the door. */
export interface CallToAdmit {
	/** Tells servers of one process apart. */
	server: string;
	/** Tells principals of one server apart. */
	principal: string;
	/** The principal's own, which go before those of the server. */
	limits?: { perMinute?: number; burst?: number; concurrent?: number };
	kind: string;
	/** Of the tool or prompt, or the URI of the resource as it was declared. */
	name: string;
	arguments?: unknown;
}

export interface Refusal {
	/** `unknown`: it cannot be found out now. */
	reason: 'rate' | 'concurrency' | 'repetition' | 'unknown';
	/** For the model or developer who reads it. */
	message: string;
	/** When it is worth coming back; unknown for calls under way. */
	retryAfterMs?: number;
}

export type Admission =
	/** `leave` must be called when the call has ended; again, it does nothing. */
	{ admitted: true; leave: () => void } | { admitted: false; refusal: Refusal };

export interface Doorkeeper {
	/** A refused call counts towards no limit, but that a repeated one counts towards the rate. */
	admit(call: CallToAdmit, settings: PolicySettings): Admission | Promise<Admission>;
	/** Calls under way at a server, as far as this process serves them. */
	underWay(server: string): number;
}

/** One that holds everything in this process, and knows at once. */
export interface LocalDoorkeeper extends Doorkeeper {
	admit(call: CallToAdmit, settings: PolicySettings): Admission;
}

/**
 * Holds all limits of all servers of a process.
 *
 * @param now milliseconds of any clock
 */
export function createDoorkeeper(now: () => number): LocalDoorkeeper {
	const cap: ConcurrencyCap = createConcurrencyCap();
	const limiter = createRateLimiter(now);
	const guard = createRepetitionGuard(now);

	function findRefusal(call: CallToAdmit, settings: PolicySettings): Refusal | undefined {
		const verdict = limiter.take(rateClaims(call, settings));
		if (!verdict.allowed) return rateRefusal(verdict);
		const { repetition } = settings;
		if (repetition === undefined) return undefined;
		// Costs work, however large the arguments are: it comes after the rate, and a token is spent on it.
		const fingerprint = fingerprintOf(call);
		const repeated = guard.check(fingerprint, repetition);
		if (repeated.repeated) {
			const message = repetitionMessage(call.name, repetition);
			return { reason: 'repetition', message, retryAfterMs: repeated.retryAfterMs };
		}
		guard.count(fingerprint, repetition);
		return undefined;
	}

	return {
		underWay: (server) => cap.count(serverKey(server)),
		admit(call, settings) {
			const entry = cap.enter(concurrencyClaims(call, settings));
			if (!entry.entered) return { admitted: false, refusal: concurrencyRefusal(call, entry.key) };
			const refusal = findRefusal(call, settings);
			if (refusal === undefined) return { admitted: true, leave: entry.leave };
			entry.leave();
			return { admitted: false, refusal };
		},
	};
}
