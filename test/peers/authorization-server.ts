import { type HttpPeer, startHttpPeer } from './http-peer';

/** What was asked at the token endpoint. */
export interface TokenRequest {
	authorization?: string;
	form: Record<string, string>;
}

export interface AuthorizationServer extends HttpPeer {
	tokenRequests: TokenRequest[];
	/** Tokens given out by now: `token-1`, `token-2` and so on. */
	tokensGiven(): number;
}

export interface AuthorizationServerOptions {
	/** Seconds that a token is valid. */
	expiresIn?: number;
	/** Refuses every client with `invalid_client`, quoting what it sent. */
	refuses?: 'everyone';
}

/** An OAuth 2 authorization server for client credentials: metadata (RFC 8414) and tokens. */
export async function startAuthorizationServer({
	expiresIn = 3_600,
	refuses,
}: AuthorizationServerOptions = {}): Promise<AuthorizationServer> {
	const tokenRequests: TokenRequest[] = [];
	let given = 0;
	const peer = await startHttpPeer((request, response, body) => {
		const json = (status: number, value: object) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(value));
		};
		const origin = `http://${request.headers.host}`;
		if (request.url?.startsWith('/.well-known/oauth-authorization-server')) {
			json(200, {
				issuer: origin,
				authorization_endpoint: `${origin}/authorize`,
				token_endpoint: `${origin}/token`,
				response_types_supported: ['code'],
				code_challenge_methods_supported: ['S256'],
				grant_types_supported: ['client_credentials'],
			});
			return;
		}
		if (request.url !== '/token') {
			response.writeHead(404).end();
			return;
		}
		const { authorization } = request.headers;
		tokenRequests.push({ authorization, form: Object.fromEntries(new URLSearchParams(body)) });
		if (refuses) {
			json(401, {
				error: 'invalid_client',
				error_description: `unknown: ${authorization} ${body}`,
			});
			return;
		}
		given += 1;
		json(200, { access_token: `token-${given}`, token_type: 'Bearer', expires_in: expiresIn });
	});
	return { ...peer, tokenRequests, tokensGiven: () => given };
}

/** Refuses what carries none of these tokens, and names the authorization server (RFC 9728). */
export async function startProtectedPeer(
	authorizationServer: string,
	inner: string,
	isValid: (token: string) => boolean,
): Promise<HttpPeer> {
	return await startHttpPeer(async (request, response, body) => {
		const origin = `http://${request.headers.host}`;
		const metadata = `${origin}/.well-known/oauth-protected-resource/mcp`;
		if (request.url === '/.well-known/oauth-protected-resource/mcp') {
			response.writeHead(200, { 'content-type': 'application/json' });
			const authorization_servers = [authorizationServer];
			response.end(JSON.stringify({ resource: `${origin}/mcp`, authorization_servers }));
			return;
		}
		const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
		if (!isValid(token)) {
			const challenge = `Bearer resource_metadata="${metadata}", scope="crm:read"`;
			response.writeHead(401, { 'www-authenticate': challenge }).end();
			return;
		}
		const answer = await fetch(inner, { method: 'POST', body });
		response.writeHead(answer.status, { 'content-type': 'application/json' });
		response.end(await answer.text());
	});
}
