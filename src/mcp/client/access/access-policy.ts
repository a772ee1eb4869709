import { type ToolGuard, openGuard } from '../guard/tool-guard';

/** Milliseconds. */
export interface Timeouts {
	/** For TCP, TLS and the negotiation of the protocol, for each endpoint and attempt. */
	connectMs: number;
	/** For the answer to one request. Each progress notification starts it anew. */
	callMs: number;
	/** For everything: waiting for the rate limit, retries, failover, questions, tasks. */
	totalMs: number;
}

/** Full-jitter exponential backoff, for what may be sent again. */
export interface RetryPolicy {
	/**
	 * Attempts in all; 1: never again on the same endpoint. Failover to an endpoint that was not tried
	 * yet happens in any case.
	 */
	attemptsMax: number;
	/** The n-th wait is random between 0 and `baseDelayMs · 2ⁿ⁻¹`, at most `maxDelayMs`. */
	baseDelayMs: number;
	/** Also the longest `Retry-After` that is waited for; a longer one is an error at once. */
	maxDelayMs: number;
}

/** An endpoint that failed so often in a row is left alone for so long; then one request tries it. */
export interface CircuitBreakerPolicy {
	failuresToOpen: number;
	openMs: number;
	/** `no`: who finds it left alone is told at once, instead of waiting within the total time. */
	waits?: 'no';
}

/** A token bucket for the principal, shared by all executions of the process. */
export interface RateLimitPolicy {
	requestsPerMinute: number;
	/** How many may go at once after a pause. */
	burst: number;
}

/** For the lists of tools, resources, templates and prompts. */
export interface CachePolicy {
	/** For a server that names no time of its own; 0: lists are asked for anew each time. */
	ttlMs: number;
	/**
	 * The server's own `ttlMs` is raised to this, but not above the other two: servers of the SDK say 0
	 * unless told otherwise, and each call of a batch would be preceded by a request for the list.
	 */
	ttlMinMs: number;
	/** The server's own `ttlMs` is cut to this. */
	ttlMaxMs: number;
	/** How long after it went stale a list is still served when the server is down; 0: never. */
	staleMs: number;
}

export interface SizeLimits {
	/** One HTTP response or one message of an event stream, in bytes. */
	messageBytesMax: number;
}

/** How an access behaves when things go wrong, and what it refuses. Plain data. */
export interface AccessPolicy {
	timeouts: Timeouts;
	retry: RetryPolicy;
	circuitBreaker: CircuitBreakerPolicy;
	rateLimit?: RateLimitPolicy;
	cache: CachePolicy;
	sizes: SizeLimits;
	guard: ToolGuard;
}

export const defaultPolicy: AccessPolicy = {
	timeouts: { connectMs: 20_000, callMs: 60_000, totalMs: 300_000 },
	retry: { attemptsMax: 3, baseDelayMs: 500, maxDelayMs: 30_000 },
	circuitBreaker: { failuresToOpen: 5, openMs: 30_000 },
	cache: { ttlMs: 60_000, ttlMinMs: 5_000, ttlMaxMs: 3_600_000, staleMs: 86_400_000 },
	sizes: { messageBytesMax: 16 * 1024 * 1024 },
	guard: openGuard,
};
