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
export const ENDPOINT_SUFFIXES: Readonly<Record<OAuthEndpoint, string>> = {
	authorize: '/authorize',
	token: '/token',
	register: '/register',
	revoke: '/revoke',
	jwks: '/jwks',
	metadata: '/.well-known/oauth-authorization-server',
	openidMetadata: '/.well-known/openid-configuration',
	resourceMetadata: '/.well-known/oauth-protected-resource',
};

const BELOW = Object.entries(ENDPOINT_SUFFIXES).map(
	([endpoint, suffix]) => [suffix, endpoint as OAuthEndpoint] as const,
);

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
