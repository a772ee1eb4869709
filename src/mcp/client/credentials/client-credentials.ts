import { randomUUID } from 'node:crypto';

import type { OAuthClientProvider, OAuthTokens } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization, AuthorizationChallenge } from '../access/authorization';
import { digestOf } from '../../../base/digest';
import { redactorOf } from '../../../base/known-secrets';
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

const ASSERTION_LIFETIME = '5 minutes';

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
			throw toAuthorizationError(error, redactorOf(secretsOf(credentials)));
		}
	};

	let renewal: Promise<HeldToken> | undefined;
	return {
		kind: 'clientCredentials',
		async headers(): Promise<Record<string, string>> {
			const known = tokens.get(key);
			const held = await known;
			if (!held) return {};
			const { expiresAt = Infinity } = held;
			if (clock.now() < expiresAt - SKEW_MS) return bearer(held);
			// Of all who find the same token over, the first one renews it.
			const renewed = tokens.get(key) === known ? obtain(held.origin) : tokens.get(key);
			return bearer((await renewed) ?? held);
		},
		async refresh(challenge) {
			const { Authorization: current } = bearerOrNone(await tokens.get(key));
			const isNew = current !== undefined && current !== challenge.sent.Authorization;
			if (challenge.status === 401 && isNew) return true;
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

function bearerOrNone(held: HeldToken | undefined): { Authorization?: string } {
	return held ? bearer(held) : {};
}

function bearer({ accessToken }: HeldToken): { Authorization: string } {
	return { Authorization: `Bearer ${accessToken}` };
}

async function toOrigin(
	{ response }: AuthorizationChallenge,
	{ scope }: ClientCredentials,
): Promise<TokenOrigin> {
	const sdk = await import('../../../third-party/mcp-client.ts');
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
	const sdk = await import('../../../third-party/mcp-client.ts');
	const { serverUrl } = credentials;
	let received: OAuthTokens | undefined;
	const provider = toProvider(credentials, (tokens) => (received = tokens));
	const fetchFn = metadataFetch(serverUrl, ports, redactorOf(secretsOf(credentials)));
	await sdk.auth(provider, { ...origin, serverUrl, fetchFn });
	if (!received) throw new Error('the authorization server returned none');
	const { access_token: accessToken, expires_in: expiresIn } = received;
	return {
		accessToken,
		origin,
		...(expiresIn !== undefined && { expiresAt: now + Number(expiresIn) * 1_000 }),
	};
}

function toProvider(
	credentials: ClientCredentials,
	saveTokens: (tokens: OAuthTokens) => void,
): OAuthClientProvider {
	const { clientId, issuer, proof, scope } = credentials;
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
		addClientAuthentication: toClientAuthentication(credentials),
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
function toClientAuthentication({
	clientId,
	proof,
}: ClientCredentials): OAuthClientProvider['addClientAuthentication'] {
	return async (headers, params, tokenUrl, metadata) => {
		if (proof.kind === 'privateKeyJwt') {
			const audience = metadata?.issuer ?? String(tokenUrl);
			params.set('client_assertion', await signAssertion(clientId, proof, audience));
			params.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
		} else if (proof.method === 'basic') {
			headers.set('Authorization', `Basic ${basicPair(clientId, proof.clientSecret)}`);
		} else {
			params.set('client_id', clientId);
			params.set('client_secret', proof.clientSecret);
		}
	};
}

/** RFC 7523 section 3. */
async function signAssertion(
	clientId: string,
	{ privateKey, algorithm }: Extract<ClientCredentials['proof'], { kind: 'privateKeyJwt' }>,
	audience: string,
): Promise<string> {
	const { SignJWT, importPKCS8 } = await import('../../../third-party/jose.ts');
	return await new SignJWT()
		.setProtectedHeader({ alg: algorithm, typ: 'JWT' })
		.setIssuer(clientId)
		.setSubject(clientId)
		.setAudience(audience)
		.setIssuedAt()
		.setExpirationTime(ASSERTION_LIFETIME)
		.setJti(randomUUID())
		.sign(await importPKCS8(privateKey, algorithm));
}

/** RFC 6749 section 2.3.1: both are form-encoded first. */
function basicPair(clientId: string, clientSecret: string): string {
	const pair = [clientId, clientSecret].map(encodeURIComponent).join(':');
	return Buffer.from(pair).toString('base64');
}

/** In all the forms in which they are sent, and may be quoted. */
function secretsOf({ clientId, proof }: ClientCredentials): string[] {
	if (proof.kind === 'privateKeyJwt') return [proof.privateKey];
	const { clientSecret } = proof;
	return [clientSecret, encodeURIComponent(clientSecret), basicPair(clientId, clientSecret)];
}
