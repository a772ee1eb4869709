import type { IncomingHttpHeaders } from 'node:http';

import { OAuthError } from './oauth-error';

/** A request to one of the endpoints, whoever received it. */
export interface OAuthRequest {
	method: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** Of the caller, as far as it is known. */
	address?: string;
	/** The body of a form. @throws OAuthError if there is none, or it is too large */
	readForm(): Promise<URLSearchParams>;
	/** The JSON body. @throws OAuthError */
	readJson(): Promise<unknown>;
}

export interface OAuthAnswer {
	status: number;
	headers: Readonly<Record<string, string>>;
	/** Empty for none. */
	body: string;
}

/** Browsers of any page may ask: these endpoints know no cookies, and answer everyone alike. */
export const OPEN_TO_PAGES = { 'Access-Control-Allow-Origin': '*' } as const;

const NOT_KEPT = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

/** Answers of endpoints that programs ask (RFC 6749, 5.1). */
export function jsonAnswer(
	status: number,
	body: object,
	headers: Readonly<Record<string, string>> = NOT_KEPT,
): OAuthAnswer {
	return {
		status,
		headers: { 'Content-Type': 'application/json', ...OPEN_TO_PAGES, ...headers },
		body: JSON.stringify(body),
	};
}

/** RFC 6749, 5.2. */
export function errorAnswer(error: OAuthError): OAuthAnswer {
	const { code, message, httpStatus, retryAfterMs } = error;
	return jsonAnswer(
		httpStatus,
		{ error: code, error_description: message },
		{ ...NOT_KEPT, ...retryAfter(retryAfterMs) },
	);
}

/** RFC 9110, 10.2.3. */
export function retryAfter(ms: number | undefined): Record<string, string> {
	return ms === undefined ? {} : { 'Retry-After': String(Math.ceil(ms / 1000)) };
}

/**
 * One parameter; RFC 6749 (3.1, 3.2) allows none twice, and takes an empty one for absent.
 *
 * @throws OAuthError
 */
export function single(parameters: URLSearchParams, name: string): string | undefined {
	const values = parameters.getAll(name);
	if (values.length > 1) throw new OAuthError('invalid_request', `"${name}" is given twice`);
	return values[0] === '' ? undefined : values[0];
}

/** @throws OAuthError if it is missing */
export function required(parameters: URLSearchParams, name: string): string {
	const value = single(parameters, name);
	if (value === undefined) throw new OAuthError('invalid_request', `"${name}" is missing`);
	return value;
}
