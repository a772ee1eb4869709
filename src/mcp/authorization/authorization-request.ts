import type { TokenSigner } from '../server/signed-token';
import { OAuthError } from './oauth-error';
import { single, required } from './oauth-exchange';

/** What a client asks for, once it is known who it is and where answers go. */
export interface AuthorizationRequest {
	clientId: string;
	clientName: string;
	clientKind: 'document' | 'registered';
	redirectUri: string;
	challenge: string;
	state?: string;
	/** What a person is asked about: all that the server has if the client names none. */
	scopes: string[];
}

/** 43 characters: a SHA-256 in base64url (RFC 7636, 4.2). */
const S256_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

const LONGEST_STATE = 1_500;

/** Which parameters are for things that this server does not do. */
const NOT_DONE = [
	['request', 'request_not_supported'],
	['request_uri', 'request_uri_not_supported'],
] as const;

/**
 * Reads the rest of a request, after client and redirect. What is wrong with it is told to the client.
 *
 * @param resource the URL of this server
 * @throws OAuthError
 */
export function readAuthorizationRequest(
	query: URLSearchParams,
	resource: string,
	offered: readonly string[],
): Pick<AuthorizationRequest, 'challenge' | 'scopes'> {
	for (const [name, code] of NOT_DONE) {
		if (query.has(name)) throw new OAuthError(code, `"${name}" is not taken`);
	}
	if (required(query, 'response_type') !== 'code') {
		throw new OAuthError('unsupported_response_type', '"response_type" must be "code"');
	}
	if ((single(query, 'response_mode') ?? 'query') !== 'query') {
		throw new OAuthError('invalid_request', '"response_mode" must be "query"');
	}
	const challenge = required(query, 'code_challenge');
	if (single(query, 'code_challenge_method') !== 'S256' || !S256_CHALLENGE.test(challenge)) {
		throw new OAuthError('invalid_request', 'PKCE with "code_challenge_method" S256 is needed');
	}
	if (single(query, 'prompt') === 'none') {
		throw new OAuthError('interaction_required', 'A person has to enter a key');
	}
	checkResource(query, resource);
	return { challenge, scopes: readScopes(single(query, 'scope'), offered) };
}

/** @throws OAuthError for one that could not be sent back as it is */
export function readState(query: URLSearchParams): string | undefined {
	const state = single(query, 'state');
	if (state === undefined || state.length <= LONGEST_STATE) return state;
	throw new OAuthError('invalid_request', `"state" is longer than ${LONGEST_STATE} characters`);
}

/**
 * Clients of 2025-03-26 name no resource; whoever names one must mean this server (RFC 8707, 2). A
 * slash at its end makes no other one.
 *
 * @throws OAuthError
 */
export function checkResource(parameters: URLSearchParams, resource: string): void {
	const wrong = parameters.getAll('resource').some((named) => !isSameResource(named, resource));
	if (wrong) throw new OAuthError('invalid_target', `"resource" must be ${resource}`);
}

function isSameResource(named: string, resource: string): boolean {
	return withoutSlash(URL.parse(named)?.href ?? named) === withoutSlash(resource);
}

/** One spelling for a URL that is an issuer and a resource. */
export function withoutSlash(url: string): string {
	return url.replace(/\/$/, '');
}

/**
 * What is not offered is left out, as RFC 6749 (3.3) allows. Some clients ask for nothing but scopes of
 * their habit, such as `offline_access`: that is as if they named none.
 */
function readScopes(text: string | undefined, offered: readonly string[]): string[] {
	const asked = new Set(text?.split(' '));
	const known = offered.filter((scope) => asked.has(scope));
	return known.length > 0 ? known : [...offered];
}

/** How long a person may take to find the key. */
const FORM_LIFETIME_MS = 15 * 60_000;

/** The request as the form carries it, bound to the browser that was shown the form. */
export function sealRequest(
	request: AuthorizationRequest,
	browser: string,
	resource: string,
	signer: TokenSigner,
	now: number,
): string {
	const content = { ...request, browser, for: resource };
	return signer.sign('authorizationRequest', content, now + FORM_LIFETIME_MS);
}

/** @returns undefined for what was not sealed here, for another browser, or is over */
export function openRequest(
	sealed: string,
	browser: string | undefined,
	resource: string,
	signer: TokenSigner,
): AuthorizationRequest | undefined {
	const content = signer.verify('authorizationRequest', sealed);
	if (content?.for !== resource || content.browser !== browser) return undefined;
	return content as unknown as AuthorizationRequest;
}
