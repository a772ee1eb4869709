import type { OAuthClientProvider } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization } from '../access/authorization';

/** What the user's visit to the authorization page gave back (RFC 6749 section 4.1.2, RFC 9207). */
export interface AuthorizationCode {
	code: string;
	iss?: string;
}

/**
 * Authorization by an OAuth provider of the MCP SDK: discovery, registration, PKCE, resource
 * indicator, refresh and step-up are the SDK's. When a user has to authorize, the provider's
 * `redirectToAuthorization` is called and `receiveCode` is asked for what came back; without
 * `receiveCode` the request fails with step `authenticate`.
 */
export function createOAuthAuthorization(
	_provider: OAuthClientProvider,
	_ports: AccessPorts,
	_receiveCode?: () => Promise<AuthorizationCode>,
): Authorization {
	throw new Error('not built yet'); // The interface comes first.
}
