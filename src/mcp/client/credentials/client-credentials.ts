import type { AccessPorts } from '../access/access-ports';
import type { Authorization } from '../access/authorization';
import type { ClientRuntime } from '../runtime';

/** An OAuth 2 client that gets tokens for itself, without a user (RFC 6749 section 4.4). */
export interface ClientCredentials {
	/** The MCP endpoint; its metadata (RFC 9728) names the authorization server. */
	serverUrl: URL;
	clientId: string;
	proof:
		| { kind: 'secret'; clientSecret: string; method: 'basic' | 'post' }
		| {
				/** A signed assertion (RFC 7523). */
				kind: 'privateKeyJwt';
				/** PKCS#8, PEM. */
				privateKey: string;
				/** JWS algorithm, e.g. `ES256` or `RS256`. */
				algorithm: string;
		  };
	/** Space-separated; default: what the server asks for. */
	scope?: string;
	/**
	 * The issuer that the client is registered with. With it the MCP server cannot choose who gets the
	 * client's proof; without it the server's metadata decides.
	 */
	issuer?: string;
}

/**
 * Authorization by client credentials. The token is cached for the principal in the process, asked
 * for once however many want it, and renewed when it runs out or is refused. Discovery, with the
 * resource indicator (RFC 8707) of the server, goes through the guarded fetch.
 *
 * `headers()` and `refresh()` reject with McpClientError, step `authenticate`.
 */
export function createClientCredentialsAuthorization(
	_credentials: ClientCredentials,
	_principal: string,
	_ports: AccessPorts,
	_runtime?: ClientRuntime,
): Authorization {
	throw new Error('not built yet'); // The interface comes first.
}
