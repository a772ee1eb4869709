/** What an authorization server tells everyone. */
export interface DescribedServer {
	/** Also the URL of the MCP server, without a slash at its end. */
	issuer: string;
	scopes: readonly string[];
}

/** Authorization server metadata (RFC 8414, 2). */
export function authorizationServerMetadata({ issuer, scopes }: DescribedServer): object {
	return {
		issuer,
		authorization_endpoint: `${issuer}/authorize`,
		token_endpoint: `${issuer}/token`,
		registration_endpoint: `${issuer}/register`,
		revocation_endpoint: `${issuer}/revoke`,
		response_types_supported: ['code'],
		response_modes_supported: ['query'],
		grant_types_supported: ['authorization_code', 'refresh_token'],
		token_endpoint_auth_methods_supported: ['none'],
		revocation_endpoint_auth_methods_supported: ['none'],
		code_challenge_methods_supported: ['S256'],
		authorization_response_iss_parameter_supported: true,
		client_id_metadata_document_supported: true,
		...(scopes.length > 0 ? { scopes_supported: scopes } : {}),
	};
}

/**
 * The same as OpenID Connect Discovery wants it, for clients that look there alone. It says what it
 * must of ID tokens; none are given out, and the list of keys for them is empty.
 */
export function openidMetadata(server: DescribedServer): object {
	return {
		...authorizationServerMetadata(server),
		jwks_uri: `${server.issuer}/jwks`,
		subject_types_supported: ['public'],
		id_token_signing_alg_values_supported: ['RS256'],
	};
}
