import type { McpClientStep } from './client-error';
import type { Redact } from '../../base/known-secrets';

/** What was being done when something was thrown. */
export interface FailureContext {
	step: Exclude<McpClientStep, 'authenticate' | 'negotiate' | 'guard' | 'limit'>;
	/** The server as it may be shown. */
	server: string;
	keySent: 'key' | 'no key';
	/** Whether the request named a session, which the server may have ended. */
	session: 'session' | 'no session';
	timeoutMs: number;
	signal?: AbortSignal;
	redact: Redact;
	/** What a program wrote to its standard error last. */
	lastWords?: string;
}

/** An error, or a cause of one, seen by its shape: the SDK's classes are loaded lazily. */
export interface Link {
	name: string;
	message: string;
	code?: unknown;
	status?: unknown;
	data?: unknown;
	retryAfterMs?: unknown;
	syscall?: unknown;
	stack?: string;
	cause?: unknown;
}

/**
 * How far the request came if nobody can tell: while connecting, the request that the connection was
 * for has not been sent yet.
 */
export function unknownDelivery({ step }: FailureContext): 'notSent' | 'unknown' {
	return step === 'connect' ? 'notSent' : 'unknown';
}
