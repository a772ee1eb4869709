import type { HttpResponse, NetworkFailure, SendingRefused, TokenUnavailable } from './http-port';
import { LimitExceeded } from './limiter';
import type { Refusal, VendorProfile } from './vendor-profile';

// Why a request ended without an answer of the vendor that can be used, in the words of a refusal.

export function refusalOfWait(
	profile: VendorProfile,
	error: unknown,
	signal: AbortSignal | undefined,
): Refusal {
	if (signal?.aborted) return cancelled(profile);
	if (!(error instanceof LimitExceeded)) throw error;
	const { kind, window, retryAfterMs: wait } = error;
	const seconds = Math.ceil(wait / 1000);
	return kind === 'quota'
		? {
				status: 'quota_exhausted',
				code: 'local_quota',
				message: `The quota "${window}" of ${profile.name} is used up. Try again in ${seconds} s`,
				retryAfterMs: wait,
			}
		: {
				status: 'rate_limited',
				code: 'local_rate_limit',
				message: `${profile.name} allows no more requests now (limit "${window}"). Try again in ${seconds} s, or process fewer items at once`,
				retryAfterMs: wait,
			};
}

export const CIRCUIT_OPEN = 'circuit_open';

export function circuitOpen({ name }: VendorProfile, wait: number): Refusal {
	return {
		status: 'upstream_error',
		code: CIRCUIT_OPEN,
		message: `${name} failed several times in a row, so nothing was sent. Try again in ${Math.ceil(wait / 1000)} s`,
		retryAfterMs: wait,
	};
}

export function cancelled({ name }: VendorProfile): Refusal {
	return {
		status: 'upstream_error',
		code: 'cancelled',
		message: `The execution was canceled before a request was sent to ${name}`,
	};
}

export function noAnswer(
	{ name }: VendorProfile,
	{ arrival, code, message }: NetworkFailure,
): Refusal {
	const sent = {
		never_sent: 'The request was not sent',
		unknown: 'It is unknown whether the request arrived',
	};
	return {
		status: 'upstream_error',
		code: code === 'ABORTED' ? 'cancelled' : code,
		message: `${name} did not answer (${code}): ${message}. ${sent[arrival]}`,
	};
}

export function neverSent({ name }: VendorProfile, { code, message }: SendingRefused): Refusal {
	return { status: 'forbidden', code, message: `No request was sent to ${name}: ${message}` };
}

export const TOKEN_UNAVAILABLE = 'token_unavailable';

/** Vendors that limit how often a token is minted do so by the minute. */
const TOKEN_WAIT_MS = 60_000;

/** Not repeated: each try would ask for a token again. */
export function withoutToken({ name }: VendorProfile, { message }: TokenUnavailable): Refusal {
	return {
		status: 'rate_limited',
		code: TOKEN_UNAVAILABLE,
		message: `The ${name} token expired and could not be refreshed yet (${message}). Try again in a minute`,
		retryAfterMs: TOKEN_WAIT_MS,
	};
}

/** Of a success that is no JSON. It passes: a proxy was in the way, or the connection broke. */
export function unreadableAnswer(
	{ name }: Pick<VendorProfile, 'name'>,
	{ status }: Pick<HttpResponse, 'status'>,
): Refusal {
	return {
		status: 'upstream_error',
		code: 'unreadable_answer',
		message: `The answer of ${name} (status ${status}) cannot be read, so the result is unknown`,
		transient: true,
	};
}

/** A failure after which nobody knows whether the work was done. */
export function inDoubt(refusal: Refusal): Refusal {
	const message = `${refusal.message}. It may have succeeded anyway. Check before you send it again`;
	return { ...refusal, message, doubtful: true };
}
