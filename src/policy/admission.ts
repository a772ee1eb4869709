import { type ConcurrencyCap, type ConcurrencyClaim, createConcurrencyCap } from './concurrency';
import { digestOf } from '../base/digest';
import type { PolicySettings } from './policy-settings';
import { createRateLimiter, type RateClaim } from './rate-limit';
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
	reason: 'rate' | 'concurrency' | 'repetition';
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
	admit(call: CallToAdmit, settings: PolicySettings): Admission;
	/** Calls under way at a server. */
	underWay(server: string): number;
}

/**
 * Holds all limits of all servers of a process.
 *
 * @param now milliseconds of any clock
 */
export function createDoorkeeper(now: () => number): Doorkeeper {
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

function fingerprintOf({ server, principal, kind, name, arguments: args = null }: CallToAdmit) {
	return digestOf([server, principal, kind, name, args]);
}

const serverKey = (server: string) => JSON.stringify(['server', server]);
const principalKey = ({ server, principal }: CallToAdmit) =>
	JSON.stringify(['principal', server, principal]);
const offerKey = ({ server, kind, name }: CallToAdmit) =>
	JSON.stringify(['offer', server, kind, name]);

function rateClaims(call: CallToAdmit, settings: PolicySettings): RateClaim[] {
	const own = call.limits?.perMinute;
	const principalRate =
		own === undefined ? settings.principalRate : { perMinute: own, burst: call.limits?.burst };
	const { offerRate } = settings;
	return [
		...(principalRate ? [{ key: principalKey(call), rate: principalRate }] : []),
		...(offerRate ? [{ key: offerKey(call), rate: offerRate }] : []),
	];
}

/** The server is always counted, so that its owner can be told how many calls are under way. */
function concurrencyClaims(call: CallToAdmit, settings: PolicySettings): ConcurrencyClaim[] {
	const own = call.limits?.concurrent;
	return [
		...(own === undefined ? [] : [{ key: principalKey(call), limit: own }]),
		{ key: serverKey(call.server), limit: settings.concurrentCalls ?? Infinity },
	];
}

function rateRefusal({ key, retryAfterMs }: { key: string; retryAfterMs: number }): Refusal {
	const [scope, , , name] = JSON.parse(key) as string[];
	const whose = scope === 'offer' ? `${name} is` : 'You are';
	const seconds = Math.ceil(retryAfterMs / 1000);
	const message = `${whose} over the rate limit. Nothing ran. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
	return { reason: 'rate', message, retryAfterMs };
}

function concurrencyRefusal(call: CallToAdmit, key: string): Refusal {
	const whose = key === principalKey(call) ? 'of yours' : 'of this server';
	return {
		reason: 'concurrency',
		message: `Too many calls ${whose} are running. Nothing ran. Try again when one has ended.`,
	};
}
