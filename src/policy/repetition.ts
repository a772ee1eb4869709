import { BoundedMap } from '../base/bounded-map';

export interface RepetitionLimit {
	/** Identical calls that are let through within the window. */
	times: number;
	windowMs: number;
}

export type RepetitionVerdict = { repeated: false } | { repeated: true; retryAfterMs: number };

export interface RepetitionGuard {
	/**
	 * Whether one more call would be one too many. Counts nothing.
	 *
	 * @param fingerprint of principal, tool and arguments
	 */
	check(fingerprint: string, limit: RepetitionLimit): RepetitionVerdict;
	/** Counts a call that is let through. */
	count(fingerprint: string, limit: RepetitionLimit): void;
}

/** Fingerprints that are remembered. */
const FINGERPRINTS_MAX = 5_000;

/**
 * Notices an agent that goes round in circles: one identical call over and over. Calls that are
 * refused are not counted, so one gets through again as soon as the window has moved on.
 *
 * @param now milliseconds of any clock
 */
export function createRepetitionGuard(
	now: () => number,
	capacity = FINGERPRINTS_MAX,
): RepetitionGuard {
	const calls = new BoundedMap<string, number[]>(capacity);
	/** A clock that is set back makes calls look young for a while, never old. */
	const recentOf = (fingerprint: string, { windowMs }: RepetitionLimit) =>
		(calls.get(fingerprint) ?? []).filter((time) => now() - time < windowMs);

	return {
		check(fingerprint, limit) {
			const earliest = recentOf(fingerprint, limit).at(-limit.times);
			if (earliest === undefined) return { repeated: false };
			return { repeated: true, retryAfterMs: Math.max(1, earliest + limit.windowMs - now()) };
		},
		count(fingerprint, limit) {
			calls.set(fingerprint, [...recentOf(fingerprint, limit), now()].slice(-limit.times));
		},
	};
}

/** What the model reads in place of a result. */
export function repetitionMessage(name: string, { times, windowMs }: RepetitionLimit): string {
	return [
		`${name} was called ${times} times with the same arguments within ${Math.round(windowMs / 1000)} seconds, so this call did not run.`,
		'Another call would return the same. Use the results that you have, change the arguments, or tell the user what is missing.',
	].join(' ');
}
