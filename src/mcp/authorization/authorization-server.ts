import { findPrincipal } from '../server/access/api-keys';
import type { OAuthEndpoint } from '../server/access/oauth-paths';
import type { SignInFinding } from '../server/access/sign-in';
import type { AuthorizationPorts, AuthorizationSettings } from './authorization-ports';
import { createAuthorizeEndpoint } from './authorize';
import { keyOfDigest } from './held-keys';
import { authorizationServerMetadata, openidMetadata } from './metadata';
import { OAuthError } from './oauth-error';
import { errorAnswer, jsonAnswer, OPEN_TO_PAGES, retryAfter } from './oauth-exchange';
import type { OAuthAnswer, OAuthRequest } from './oauth-exchange';
import { problemPage } from './page';
import { createRegistrations } from './registration';
import { createSignInTokens } from './sign-in-tokens';
import { createTokenEndpoint } from './token';

/**
 * The authorization server of one MCP server: signs people in by the keys that its owner gives out.
 *
 * OAuth 2.1 as the protocol's revisions 2025-11-25 and 2026-07-28 want it: PKCE with S256, the
 * resource named and checked, answers that name their issuer, clients known by their document or by
 * registering, refresh tokens that are good once.
 */
export interface AuthorizationServer {
	/** Whether an endpoint of it can be asked with a method. */
	serves(endpoint: OAuthEndpoint): boolean;
	/** Never throws for anything that a client can send. */
	answer(endpoint: OAuthEndpoint, request: OAuthRequest): Promise<OAuthAnswer>;
	/** Whose access token it is; 'none' if it is not one of this n8n. */
	verify(this: void, token: string): Promise<SignInFinding>;
}

type Serve = (request: OAuthRequest) => OAuthAnswer | Promise<OAuthAnswer>;

export function createAuthorizationServer(
	settings: AuthorizationSettings,
	ports: AuthorizationPorts,
): AuthorizationServer {
	const { url: issuer } = settings;
	const described = { issuer, scopes: settings.scopes.map(({ name }) => name) };
	const tokens = createSignInTokens(issuer, ports.signer);
	const registrations = createRegistrations(issuer, ports.signer, ports.now);
	const authorize = createAuthorizeEndpoint(settings, ports, registrations, tokens);
	const token = createTokenEndpoint(settings, ports, registrations, tokens);

	async function register(request: OAuthRequest): Promise<OAuthAnswer> {
		const { address = 'unknown' } = request;
		const verdict = ports.limits.registrations.take(address);
		if (verdict.allowed) return registrations.register(await request.readJson());
		if (verdict.isFirst) ports.record({ what: 'too many registrations', address });
		throw new OAuthError(
			'slow_down',
			'Too many registrations came from this address. Try again later',
			429,
			verdict.waitMs,
		);
	}

	const routes: Partial<Record<OAuthEndpoint, Record<string, Serve>>> = {
		authorize: { GET: authorize.show, POST: authorize.decide },
		token: { POST: token.exchange },
		register: { POST: register },
		revoke: { POST: token.revoke },
		jwks: { GET: () => jsonAnswer(200, { keys: [] }) },
		metadata: { GET: () => jsonAnswer(200, authorizationServerMetadata(described)) },
		openidMetadata: { GET: () => jsonAnswer(200, openidMetadata(described)) },
	};

	return {
		serves: (endpoint) => routes[endpoint] !== undefined,
		async answer(endpoint, request) {
			const methods = routes[endpoint] ?? {};
			const allow = [...Object.keys(methods), 'OPTIONS'].join(', ');
			if (request.method === 'OPTIONS') return preflightAnswer(allow);
			const serve = methods[request.method === 'HEAD' ? 'GET' : request.method];
			if (!serve) return { status: 405, headers: { Allow: allow }, body: '' };
			try {
				return await serve(request);
			} catch (error) {
				if (!(error instanceof OAuthError)) throw error;
				return endpoint === 'authorize' ? refusalPage(error) : errorAnswer(error);
			}
		},
		async verify(text) {
			const access = tokens.readAccess(text);
			if (access === undefined) return { kind: 'none' };
			if (access === 'foreign') return refused('The access token is for another server');
			const grant = await ports.grants.find(access.grant, ports.now());
			if (!grant) return refused('The sign-in of this access token has ended');
			const keys = await ports.keys();
			const key = keyOfDigest(keys, grant.keyDigest, ports.digestOf);
			const finding = key && findPrincipal(key.key.trim(), keys, ports.now());
			if (finding?.kind !== 'known') return refused('The key of this sign-in was revoked');
			const { principal } = finding;
			const validUntil = Math.min(principal.validUntil ?? Infinity, access.expiresAt);
			return {
				kind: 'known',
				principal: { ...principal, scopes: access.scopes, validUntil },
			};
		},
	};
}

function refused(reason: string): SignInFinding {
	return { kind: 'refused', reason };
}

/** There is no client to tell yet: the person is told. */
function refusalPage({ message, httpStatus, retryAfterMs }: OAuthError): OAuthAnswer {
	return problemPage(httpStatus, `${message}.`, retryAfter(retryAfterMs));
}

function preflightAnswer(allow: string): OAuthAnswer {
	return {
		status: 204,
		headers: {
			...OPEN_TO_PAGES,
			'Access-Control-Allow-Methods': allow,
			'Access-Control-Allow-Headers': 'Authorization, Content-Type, MCP-Protocol-Version',
			'Access-Control-Max-Age': '600',
		},
		body: '',
	};
}
