import { BrandedError } from '../../base/branded-error';
import type { CallReport } from './access/call-report';

/** Where on the way to the server's answer it went wrong. */
export type McpClientStep =
	| 'connect'
	| 'authenticate'
	| 'negotiate'
	| 'list'
	| 'call'
	| 'read'
	| 'prompt'
	| 'complete'
	| 'watch'
	/** A guard rail of ours: nothing was sent. */
	| 'guard'
	/** A limit of ours (rate, total time, size, rounds of questions). */
	| 'limit';

/**
 * How far a request came: `notSent`, `refused` (the server or a proxy answered that it did nothing),
 * `unknown` (it may have been carried out), `answered` (with an error of its own).
 */
export type Delivery = 'notSent' | 'refused' | 'unknown' | 'answered';

export interface McpClientErrorDetails {
	/** What the user can do next, one or two sentences. */
	hint: string;
	/** The status of the HTTP response, if one came. */
	httpStatus?: number;
	/** The code of the JSON-RPC error, if the server answered with one. The connection still works. */
	rpcCode?: number;
	/** Whether the same request may well succeed later: the server is down, busy or out of reach. */
	retryable?: boolean;
	/** Milliseconds that the server asked to wait (`Retry-After`). */
	retryAfterMs?: number;
	delivery?: Delivery;
	/** Whether the server is too slow rather than down. */
	timedOut?: boolean;
	cause?: Error;
}

/**
 * The one error of the MCP client. The message says what happened and names neither keys nor
 * headers nor the query of the URL; a text that the server sent is redacted and cut before it
 * becomes part of it.
 */
export class McpClientError extends BrandedError {
	static override readonly brand: string = 'McpClientError';
	readonly hint: string;
	readonly httpStatus?: number;
	readonly rpcCode?: number;
	readonly retryable: boolean;
	readonly retryAfterMs?: number;
	readonly delivery: Delivery;
	readonly timedOut: boolean;
	/** What the access did before it gave up: endpoint, attempts, waiting. */
	report?: CallReport;

	constructor(
		readonly step: McpClientStep,
		message: string,
		details: McpClientErrorDetails,
	) {
		super(message, details.cause && { cause: details.cause });
		this.hint = details.hint;
		this.httpStatus = details.httpStatus;
		this.rpcCode = details.rpcCode;
		this.retryable = details.retryable ?? false;
		this.retryAfterMs = details.retryAfterMs;
		this.delivery = details.delivery ?? 'unknown';
		this.timedOut = details.timedOut ?? false;
	}
}
