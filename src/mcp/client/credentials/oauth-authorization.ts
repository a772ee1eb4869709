import type { OAuthClientProvider } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import type { Authorization, AuthorizationChallenge } from '../access/authorization';
import { McpClientError } from '../client-error';
import { redactorOf } from '../../../base/known-secrets';
import { metadataFetch, toAuthorizationError } from './authorization-server';

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
	provider: OAuthClientProvider,
	ports: AccessPorts,
	receiveCode?: () => Promise<AuthorizationCode>,
): Authorization {
	let underWay: Promise<boolean> | undefined;
	return {
		kind: 'oAuth2',
		async headers(): Promise<Record<string, string>> {
			const tokens = await provider.tokens();
			return tokens ? { Authorization: `Bearer ${tokens.access_token}` } : {};
		},
		async refresh(challenge) {
			const tokens = await provider.tokens();
			const sent = challenge.sent.Authorization;
			if (challenge.status === 401 && tokens && sent !== `Bearer ${tokens.access_token}`)
				return true;
			underWay ??= authorize(provider, challenge, ports, receiveCode).finally(() => {
				underWay = undefined;
			});
			return await underWay;
		},
	};
}

async function authorize(
	provider: OAuthClientProvider,
	{ serverUrl, status, response }: AuthorizationChallenge,
	ports: AccessPorts,
	receiveCode?: () => Promise<AuthorizationCode>,
): Promise<boolean> {
	const sdk = await import('../../../third-party/mcp-client.ts');
	const tokens = await provider.tokens();
	const challenge = sdk.extractWWWAuthenticateParams(response);
	const scope =
		status === 403 ? sdk.computeScopeUnion(tokens?.scope, challenge.scope) : challenge.scope;
	const redact = redactorOf(tokens ? [tokens.access_token, tokens.refresh_token ?? ''] : []);
	const options = {
		serverUrl,
		scope,
		resourceMetadataUrl: challenge.resourceMetadataUrl,
		fetchFn: metadataFetch(serverUrl, ports, redact),
	};
	try {
		// The server may have moved to another authorization server since the last discovery.
		if (status === 401) await provider.invalidateCredentials?.('discovery');
		const forceReauthorization = sdk.isStrictScopeSuperset(scope, tokens?.scope);
		const result = await sdk.auth(provider, { ...options, forceReauthorization });
		if (result === 'AUTHORIZED') return true;
		if (!receiveCode) throw needsUser();
		const { code, iss } = await receiveCode();
		return (
			(await sdk.auth(provider, { ...options, authorizationCode: code, iss })) === 'AUTHORIZED'
		);
	} catch (error) {
		throw toAuthorizationError(error, redact);
	}
}

function needsUser(): McpClientError {
	return new McpClientError('authenticate', 'The account is not connected', {
		hint: 'Open the credential and click Connect.',
		delivery: 'notSent',
	});
}
