import type { CredentialInUse } from './access/authorization';
import type { McpClientStep } from './client-error';
import type { Redact } from '../../base/known-secrets';

/** What was being done when something was thrown. */
export interface FailureContext {
	step: Exclude<McpClientStep, 'authenticate' | 'negotiate' | 'guard' | 'limit'>;
	/** The server as it may be shown. */
	server: string;
	credential: CredentialInUse;
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

/**
 * The error and its causes, outermost first. Seen by their shape, because an error of another realm
 * is no `instanceof Error` here.
 */
export function causeChain(error: unknown): Link[] {
	const chain: Link[] = [];
	let link = error;
	while (isLink(link) && !chain.includes(link)) {
		chain.push(link);
		link = link.cause;
	}
	return chain.length > 0 ? chain : [new Error(String(error))];
}

function isLink(value: unknown): value is Link {
	return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
