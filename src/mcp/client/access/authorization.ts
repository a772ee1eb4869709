/** What a server said when it refused a request (RFC 6750, RFC 9728). */
export interface AuthorizationChallenge {
	/** The MCP endpoint that refused. */
	serverUrl: URL;
	/** 401: no or no valid authorization. 403: authorized, but not for this (`insufficient_scope`). */
	status: 401 | 403;
	/** The refusal itself, for its `WWW-Authenticate` header. Its body must not be read. */
	response: Response;
	/** What `headers()` gave for the request that was refused. */
	sent: Readonly<Record<string, string>>;
}

/** What proves who is calling, so that advice fits it. */
export type CredentialInUse = 'none' | 'apiKey' | 'headers' | 'oAuth2' | 'clientCredentials';

/** How requests to a server are authorized. Asked again for each request. */
export interface Authorization {
	/** Default: an API key, if there are any headers. */
	readonly kind?: CredentialInUse;
	/**
	 * The headers to add, complete with scheme (`{ Authorization: 'Bearer …' }`). Every value is taken
	 * for a secret and replaced wherever text of the server is shown. Sent to the origin of the
	 * endpoint and nowhere else.
	 */
	headers(): Promise<Readonly<Record<string, string>>>;
	/**
	 * Asked when the server refuses. `true` if `headers()` gives something else now than what was sent,
	 * be it that somebody else renewed it meanwhile; then the request is sent once more (a refusal
	 * means that the server did nothing).
	 */
	refresh?(challenge: AuthorizationChallenge): Promise<boolean>;
}

/** For servers that want none. */
export const noAuthorization: Authorization = {
	kind: 'none',
	headers: async () => await Promise.resolve({}),
};

/** The same headers for every request: an API key, a bearer token, several headers. */
export function staticAuthorization(
	headers: Readonly<Record<string, string>>,
	kind?: CredentialInUse,
): Authorization {
	return { ...(kind && { kind }), headers: async () => await Promise.resolve(headers) };
}
