import type { OAuthClientProvider, OAuthTokens } from '../../../third-party/mcp-client-oauth';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization, AuthorizationChallenge } from '../access/authorization';
import { digestOf } from '../digest';
import { createRedact } from '../redaction';
import { type ClientRuntime, type HeldToken, type TokenOrigin, clientRuntime } from '../runtime';
import { metadataFetch, toAuthorizationError } from './authorization-server';

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

/** A token is renewed so many milliseconds before it ends, for clocks differ. */
const SKEW_MS = 30_000;

/**
 * Authorization by client credentials. The first request goes without a token, so that the server
 * says what it wants (RFC 9728); the token is then cached for the principal in the process, asked
 * for once however many want it, and renewed when it runs out or is refused. Discovery, with the
 * resource indicator (RFC 8707) of the server, goes through the guarded fetch.
 *
 * `headers()` and `refresh()` reject with McpClientError, step `authenticate`.
 *
 * @param principal as in the settings of the access
 */
export function createClientCredentialsAuthorization(
	credentials: ClientCredentials,
	principal: string,
	ports: AccessPorts,
	runtime: ClientRuntime = clientRuntime(),
): Authorization {
	const { tokens, clock } = runtime;
	const key = digestOf([principal, { ...credentials, serverUrl: credentials.serverUrl.href }]);

	const obtain = async (origin: TokenOrigin): Promise<HeldToken> => {
		const request = requestToken(credentials, origin, ports, clock.now());
		tokens.set(key, request);
		try {
			return await request;
		} catch (error) {
			tokens.delete(key);
			throw toAuthorizationError(error, createRedact(secretsOf(credentials)));
		}
	};

	let renewal: Promise<HeldToken> | undefined;
	return {
		async headers(): Promise<Record<string, string>> {
			const held = await tokens.get(key);
			if (!held) return {};
			const { expiresAt = Infinity } = held;
			const isOver = clock.now() >= expiresAt - SKEW_MS;
			const token = isOver ? await obtainOnce(tokens, key, held, obtain) : held;
			return { Authorization: `Bearer ${token.accessToken}` };
		},
		async refresh(challenge) {
			renewal ??= toOrigin(challenge, credentials)
				.then(obtain)
				.finally(() => {
					renewal = undefined;
				});
			await renewal;
			return true;
		},
	};
}

/** Of all who find the same token over, the first one renews it. */
async function obtainOnce(
	tokens: ClientRuntime['tokens'],
	key: string,
	over: HeldToken,
	obtain: (origin: TokenOrigin) => Promise<HeldToken>,
): Promise<HeldToken> {
	const current = await tokens.get(key);
	return current && current !== over ? current : await obtain(over.origin);
}

async function toOrigin(
	{ response }: AuthorizationChallenge,
	{ scope }: ClientCredentials,
): Promise<TokenOrigin> {
	const sdk = await import('../../../third-party/mcp-client-oauth.ts');
	const challenge = sdk.extractWWWAuthenticateParams(response);
	return {
		resourceMetadataUrl: challenge.resourceMetadataUrl,
		scope: scope === undefined ? challenge.scope : sdk.computeScopeUnion(scope, challenge.scope),
	};
}

async function requestToken(
	credentials: ClientCredentials,
	origin: TokenOrigin,
	ports: AccessPorts,
	now: number,
): Promise<HeldToken> {
	const sdk = await import('../../../third-party/mcp-client-oauth.ts');
	const { serverUrl } = credentials;
	let received: OAuthTokens | undefined;
	const provider = toProvider(
		credentials,
		await toClientAuthentication(credentials),
		(tokens) => (received = tokens),
	);
	await sdk.auth(provider, { ...origin, serverUrl, fetchFn: metadataFetch(serverUrl, ports) });
	if (!received) throw new Error('the authorization server gave none');
	const { access_token: accessToken, expires_in: expiresIn } = received;
	return {
		accessToken,
		origin,
		...(expiresIn !== undefined && { expiresAt: now + Number(expiresIn) * 1_000 }),
	};
}

function toProvider(
	{ clientId, issuer, proof, scope }: ClientCredentials,
	addClientAuthentication: OAuthClientProvider['addClientAuthentication'],
	saveTokens: (tokens: OAuthTokens) => void,
): OAuthClientProvider {
	const notInteractive = () => {
		throw new Error('client credentials need no user');
	};
	return {
		redirectUrl: undefined,
		clientMetadata: {
			client_name: 'n8n-nodes-gtm-mcp',
			redirect_uris: [],
			grant_types: ['client_credentials'],
			token_endpoint_auth_method: methodOf(proof),
			scope,
		},
		clientInformation: () => ({ client_id: clientId, issuer }),
		tokens: () => undefined,
		saveTokens,
		redirectToAuthorization: notInteractive,
		saveCodeVerifier: notInteractive,
		codeVerifier: notInteractive,
		addClientAuthentication,
		prepareTokenRequest(requested) {
			const params = new URLSearchParams({ grant_type: 'client_credentials' });
			if (requested) params.set('scope', requested);
			return params;
		},
	};
}

function methodOf(proof: ClientCredentials['proof']): string {
	return proof.kind === 'privateKeyJwt' ? 'private_key_jwt' : `client_secret_${proof.method}`;
}

/** How the client proves itself at the token endpoint: as it is configured, not as servers prefer. */
async function toClientAuthentication({
	clientId,
	proof,
}: ClientCredentials): Promise<OAuthClientProvider['addClientAuthentication']> {
	if (proof.kind === 'privateKeyJwt') {
		const sdk = await import('../../../third-party/mcp-client-oauth.ts');
		const { privateKey, algorithm: alg } = proof;
		return sdk.createPrivateKeyJwtAuth({ issuer: clientId, subject: clientId, privateKey, alg });
	}
	const { clientSecret, method } = proof;
	return (headers, params) => {
		if (method === 'basic') {
			// RFC 6749 section 2.3.1: both are form-encoded first.
			const pair = [clientId, clientSecret].map(encodeURIComponent).join(':');
			headers.set('Authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
			return;
		}
		params.set('client_id', clientId);
		params.set('client_secret', clientSecret);
	};
}

function secretsOf({ proof }: ClientCredentials): string[] {
	return [proof.kind === 'secret' ? proof.clientSecret : proof.privateKey];
}
