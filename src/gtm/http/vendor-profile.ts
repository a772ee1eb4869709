import type { OutcomeStatus } from '../model/outcome';
import type { HttpResponse } from './http-port';
import type { VendorRequest } from './vendor-request';

/** How many requests the vendor takes in how much time. */
export interface LimitWindow {
	/** Requests name it in `limits`; with `countsAll` it counts every one. */
	name: string;
	countsAll?: true;
	/** Requests (or tokens, see `cost`) in `perMs`. */
	capacity: number;
	perMs: number;
	/**
	 * `burst`: waiting for the window is sensible. `quota`: it ends at a fixed time of the vendor's,
	 * hours away, so a request beyond it fails at once.
	 */
	kind: 'burst' | 'quota';
}

/** What an answer says about a window; the limiter takes the vendor's word over its own count. */
export interface LimitReading {
	window: string;
	capacity?: number;
	remaining?: number;
	/** Milliseconds from now until the window is fresh. */
	resetsInMs?: number;
}

/** What an answer outside 2xx means, in the one vocabulary. */
export interface Refusal {
	status: Extract<
		OutcomeStatus,
		| 'not_found'
		| 'duplicate'
		| 'skipped'
		| 'suppressed'
		| 'pending'
		| 'quota_exhausted'
		| 'rate_limited'
		| 'forbidden'
		| 'invalid'
		| 'legal_block'
		| 'upstream_error'
	>;
	/** The vendor's own code, else ours in snake_case. */
	code: string;
	/** What the vendor says, with the next step. Redacted by the client. */
	message: string;
	/**
	 * For `rate_limited`, `quota_exhausted` and `upstream_error`: when it may work again. The client
	 * reads `Retry-After` itself and prefers it.
	 */
	retryAfterMs?: number;
	/** A failure that is known to pass, such as a lock: repeated if the request's effect allows. */
	transient?: true;
	/** It may have been done, and would be done a second time: not for profiles, which do not know the request. */
	doubtful?: true;
	/** The id of the record that stands in the way, for `duplicate`. */
	existingId?: string;
}

/** What the one way out needs to know of a vendor. Plain data and pure functions. */
export interface VendorProfile {
	/** `hubspot` */
	id: string;
	/** `HubSpot` */
	name: string;
	limits: readonly LimitWindow[];
	/** Requests under way at once, where the vendor bounds that. */
	concurrency?: number;
	/** `request` is what was answered: some vendors count by endpoint, and do not say which one they mean. */
	readLimits?(response: HttpResponse, request: VendorRequest): LimitReading[];
	requestIdOf?(response: HttpResponse): string | undefined;
	/**
	 * Whose account a credential is for: what to ask and where the answer names it, or `host` where every
	 * account has an address of its own. Left out where the vendor names none.
	 */
	account?: 'host' | { path: string; idAt: readonly string[] };
	/**
	 * Where the ids of its records, sequences and events are unique: everywhere, such as UUIDs, or within an
	 * account only, such as numbers that are counted in each. Two accounts have the same of the latter.
	 */
	idsUniqueIn: 'everywhere' | 'account';
	/** Reads the body and headers of an answer outside 2xx that no operation understands. */
	explain(response: HttpResponse): Refusal;
}
