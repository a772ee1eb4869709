import { createHash } from 'node:crypto';

import { createMcpHandler } from '@modelcontextprotocol/server';

import { createPeerServer, sendResponse, toWebRequest } from './dual-era-peer';
import { type HttpPeer, startHttpPeer } from './http-peer';

export interface OAuthPeer extends HttpPeer {
	/** The clients that were registered. */
	registrations: unknown[];
	/** What was sent to the token endpoint. */
	tokenRequests: Array<Record<string, string>>;
	/** The one access token that is good now. */
	validToken: string;
	/** Instead of a browser: what the page of the authorization server would send back. */
	authorize(authorizationUrl: string): { code: string; state: string };
}

export interface OAuthPeerOptions {
	/** Without, `/register` is a 404, as at HubSpot. */
	registration: 'dynamic' | 'manual';
}

/** An MCP server and its authorization server, on one origin. */
export async function startOAuthPeer({ registration }: OAuthPeerOptions): Promise<OAuthPeer> {
	const handler = createMcpHandler(() => createPeerServer(), { legacy: 'stateless' });
	const state = { validToken: '', challenge: '', tokens: 0 };
	const registrations: unknown[] = [];
	const tokenRequests: Array<Record<string, string>> = [];
	const answerToken = (form: Record<string, string>): [number, object] => {
		tokenRequests.push(form);
		const verifier = createHash('sha256')
			.update(form.code_verifier ?? '')
			.digest('base64url');
		const isCode = form.grant_type === 'authorization_code';
		if (isCode && verifier !== state.challenge) return [400, { error: 'invalid_grant' }];
		state.validToken = `token-${++state.tokens}`;
		const refresh = form.grant_type === 'client_credentials' ? {} : { refresh_token: 'again' };
		return [
			200,
			{ access_token: state.validToken, token_type: 'Bearer', expires_in: 3600, ...refresh },
		];
	};
	const peer = await startHttpPeer(async (request, response, body) => {
		const { origin } = peer;
		const path = (request.url ?? '').split('?')[0] ?? '';
		const json = (status: number, value: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
		if (path.startsWith('/.well-known/oauth-protected-resource')) {
			json(200, {
				resource: `${origin}/mcp`,
				authorization_servers: [origin],
				scopes_supported: ['mcp'],
			});
		} else if (path.startsWith('/.well-known/oauth-authorization-server')) {
			json(200, metadataOf(origin, registration));
		} else if (path === '/register' && registration === 'dynamic') {
			registrations.push(JSON.parse(body));
			json(201, { ...(JSON.parse(body) as object), client_id: 'registered' });
		} else if (path === '/token') {
			const basic = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString();
			const form = Object.fromEntries(new URLSearchParams(body));
			json(...answerToken({ ...form, ...(basic && { basic }) }));
		} else if (path !== '/mcp') {
			json(404, {});
		} else if (request.headers.authorization !== `Bearer ${state.validToken}`) {
			const metadata = `${origin}/.well-known/oauth-protected-resource/mcp`;
			response
				.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${metadata}"` })
				.end();
		} else {
			await sendResponse(await handler.fetch(toWebRequest(request, body)), response);
		}
	});
	return {
		...peer,
		registrations,
		tokenRequests,
		get validToken() {
			return state.validToken;
		},
		set validToken(token) {
			state.validToken = token;
		},
		authorize(authorizationUrl) {
			const { searchParams } = new URL(authorizationUrl);
			state.challenge = searchParams.get('code_challenge') ?? '';
			return { code: 'the-code', state: searchParams.get('state') ?? '' };
		},
	};
}

function metadataOf(origin: string, registration: OAuthPeerOptions['registration']) {
	return {
		issuer: origin,
		authorization_endpoint: `${origin}/authorize`,
		token_endpoint: `${origin}/token`,
		...(registration === 'dynamic' && { registration_endpoint: `${origin}/register` }),
		response_types_supported: ['code'],
		grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
		code_challenge_methods_supported: ['S256'],
		token_endpoint_auth_methods_supported: [
			'none',
			'client_secret_basic',
			'client_secret_post',
			'private_key_jwt',
		],
		scopes_supported: ['mcp'],
	};
}
