import { BrandedError } from '../../base/branded-error';

/** Query values; `undefined` is left out, a list is repeated. */
export type QueryValue = string | number | boolean | undefined;
export type Query = Readonly<Record<string, QueryValue | readonly string[]>>;

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request as it goes out, without authentication: that is the port's. */
export interface HttpRequest {
	method: HttpMethod;
	/** Absolute, without a query. */
	url: string;
	query?: Query;
	headers?: Readonly<Record<string, string>>;
	/** Sent as JSON; `URLSearchParams` as a form. */
	body?: unknown;
	/** Nothing changes and nothing is charged: the port may send it once more. */
	isRead?: boolean;
	timeoutMs: number;
	signal?: AbortSignal;
}

export interface HttpResponse {
	status: number;
	/** Names in lower case; several values are joined by a comma and a space. */
	headers: Readonly<Record<string, string>>;
	/** Parsed if it was JSON, else the text; undefined if there was none. */
	body: unknown;
}

/**
 * Sends a request with the credential it was made for and resolves with any answer, whatever its
 * status. Follows the instance's proxy and network policy.
 *
 * @throws NetworkFailure if there was no answer
 * @throws SendingRefused if the credential is of no use, or the network policy forbids the host
 * @throws TokenUnavailable if the credential's token is over, and cannot be renewed yet
 */
export type HttpPort = (request: HttpRequest) => Promise<HttpResponse>;

/** Whether a request that got no answer may have reached the vendor. */
export type Arrival = 'never_sent' | 'unknown';

/** No answer came. The message names neither the URL's query nor a header. */
export class NetworkFailure extends BrandedError {
	static override readonly brand: string = 'NetworkFailure';

	constructor(
		message: string,
		readonly arrival: Arrival,
		/** `ECONNREFUSED`, `ETIMEDOUT`, `ABORTED`, … */
		readonly code: string,
	) {
		super(message);
	}
}

/** The request was not sent, and will not be until someone changes a setting. */
export class SendingRefused extends BrandedError {
	static override readonly brand: string = 'SendingRefused';

	constructor(
		message: string,
		/** The credential must be reconnected, or the instance may not reach this host. */
		readonly code: 'credential_unusable' | 'host_not_allowed',
	) {
		super(message);
	}
}

/** The request was not sent: its token is over, and the server of tokens mints no new one so soon. */
export class TokenUnavailable extends BrandedError {
	static override readonly brand: string = 'TokenUnavailable';
}
