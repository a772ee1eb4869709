/** What can be asked of an authorization server. */
export type OAuthEndpoint =
	| 'authorize'
	| 'token'
	| 'register'
	| 'revoke'
	| 'jwks'
	| 'metadata'
	| 'openidMetadata'
	| 'resourceMetadata';

/** Below the URL of the server. */
const BELOW: ReadonlyArray<readonly [suffix: string, endpoint: OAuthEndpoint]> = [
	['/authorize', 'authorize'],
	['/token', 'token'],
	['/register', 'register'],
	['/revoke', 'revoke'],
	['/jwks', 'jwks'],
	['/.well-known/oauth-authorization-server', 'metadata'],
	['/.well-known/openid-configuration', 'openidMetadata'],
	['/.well-known/oauth-protected-resource', 'resourceMetadata'],
];

/** Between the host and the path of the server (RFC 8414, 3.1; RFC 9728, 3.1). */
const BETWEEN = BELOW.filter(([suffix]) => suffix.startsWith('/.well-known/'));

export interface OAuthPlace {
	/** Of the server that is asked, `/` for one at the root. */
	serverPath: string;
	endpoint: OAuthEndpoint;
}

/** Which server a path may ask what of; the first that exists is meant. */
export function oauthPlaces(path: string): OAuthPlace[] {
	const between = BETWEEN.flatMap(([prefix, endpoint]) =>
		path === prefix || path.startsWith(`${prefix}/`)
			? [{ serverPath: path.slice(prefix.length) || '/', endpoint }]
			: [],
	);
	const below = BELOW.flatMap(([suffix, endpoint]) =>
		path.endsWith(suffix) ? [{ serverPath: path.slice(0, -suffix.length) || '/', endpoint }] : [],
	);
	return [...between, ...below];
}

/** The suffixes of a server that has no port of its own, and so nothing outside its path. */
export const ENDPOINT_SUFFIXES = new Map(BELOW.map(([suffix, endpoint]) => [endpoint, suffix]));
