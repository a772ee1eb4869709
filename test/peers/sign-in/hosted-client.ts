import { createHash, randomBytes } from 'node:crypto';

/** Whoever allows the client in: a browser, or what stands for one. */
export interface Allows {
	allow(page: URL): Promise<URL>;
}

/** Where a hosted client looks for the metadata of a resource and of an authorization server. */
export interface LookUpOrder {
	/** @param named the `resource_metadata` of the 401, if it had one */
	resource(server: URL, named: string | undefined): string[];
	issuer(issuer: URL): string[];
	redirectUri: string;
	clientName: string;
}

const between = (url: URL, name: string) =>
	new URL(`/.well-known/${name}${url.pathname.replace(/\/$/, '')}`, url).href;
const root = (url: URL, name: string) => new URL(`/.well-known/${name}`, url).href;
const behind = (url: URL, name: string) => `${url.href.replace(/\/$/, '')}/.well-known/${name}`;

/**
 * claude.ai, as server logs in public issues show it: what the 401 names, then the path form, then the
 * root; then the authorization server with its path between, and OpenID's two forms.
 */
export const CLAUDE: LookUpOrder = {
	clientName: 'Claude',
	redirectUri: 'https://claude.ai/api/mcp/auth_callback',
	resource: (server, named) => [
		...(named === undefined ? [] : [named]),
		between(server, 'oauth-protected-resource'),
		root(server, 'oauth-protected-resource'),
	],
	issuer: (issuer) => [
		between(issuer, 'oauth-authorization-server'),
		between(issuer, 'openid-configuration'),
		behind(issuer, 'openid-configuration'),
	],
};

/** A claude.ai that reads no more than the root of the host, as older reports have it. */
export const CLAUDE_AT_ROOT: LookUpOrder = {
	...CLAUDE,
	resource: (server) => [root(server, 'oauth-protected-resource')],
	issuer: (issuer) => [root(issuer, 'oauth-authorization-server')],
};

/** ChatGPT, by its documentation: the resource at the host or as named, then OAuth before OpenID. */
export const CHATGPT: LookUpOrder = {
	clientName: 'ChatGPT',
	redirectUri: 'https://chatgpt.com/connector_platform_oauth_redirect',
	resource: (server, named) => [
		between(server, 'oauth-protected-resource'),
		root(server, 'oauth-protected-resource'),
		...(named === undefined ? [] : [named]),
	],
	issuer: (issuer) => [
		between(issuer, 'oauth-authorization-server'),
		root(issuer, 'oauth-authorization-server'),
		between(issuer, 'openid-configuration'),
		behind(issuer, 'openid-configuration'),
	],
};

interface Metadata {
	issuer: string;
	authorization_endpoint: string;
	token_endpoint: string;
	registration_endpoint: string;
}

interface Tokens {
	access_token: string;
	refresh_token: string;
}

export interface HostedSession extends Tokens {
	clientId: string;
	tokenEndpoint: string;
}

/** Renews a session with its refresh token. Rejects if the server does not. */
export async function renew(session: HostedSession): Promise<HostedSession> {
	const { tokenEndpoint, clientId, refresh_token } = session;
	const form = { grant_type: 'refresh_token', refresh_token, client_id: clientId };
	return { ...session, ...(await post<Tokens>(tokenEndpoint, new URLSearchParams(form))) };
}

/** A client that finds its way by looking, registers, and brings the person's code back. */
export class HostedClient {
	/** Addresses that were asked for metadata, in their order. */
	readonly asked: string[] = [];

	constructor(
		private readonly order: LookUpOrder,
		private readonly server: URL,
	) {}

	/** From nothing to tokens. */
	async signIn(person: Allows): Promise<HostedSession> {
		const resource = await this.findResource();
		const metadata = await this.findIssuer(new URL(resource.authorization_servers[0] ?? ''));
		const { redirectUri, clientName } = this.order;
		const { client_id: clientId } = await post<{ client_id: string }>(
			metadata.registration_endpoint,
			JSON.stringify({ client_name: clientName, redirect_uris: [redirectUri] }),
		);
		const verifier = randomBytes(32).toString('base64url');
		const page = new URL(metadata.authorization_endpoint);
		page.search = new URLSearchParams({
			response_type: 'code',
			client_id: clientId,
			redirect_uri: redirectUri,
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
			state: 'their state',
			resource: resource.resource,
		}).toString();
		const { searchParams } = await person.allow(page);
		if (searchParams.get('iss') !== metadata.issuer) throw new Error('another issuer answered');
		const tokens = await post<Tokens>(
			metadata.token_endpoint,
			new URLSearchParams({
				grant_type: 'authorization_code',
				code: searchParams.get('code') ?? '',
				redirect_uri: redirectUri,
				client_id: clientId,
				code_verifier: verifier,
				resource: resource.resource,
			}),
		);
		return { ...tokens, clientId, tokenEndpoint: metadata.token_endpoint };
	}

	private async findResource() {
		const refused = await fetch(this.server, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: {} }),
		});
		const challenge = refused.headers.get('www-authenticate') ?? '';
		const named = /resource_metadata="([^"]*)"/.exec(challenge)?.[1];
		const places = this.order.resource(this.server, named);
		return await this.first<{ resource: string; authorization_servers: string[] }>(places);
	}

	private async findIssuer(issuer: URL): Promise<Metadata> {
		return await this.first<Metadata>(this.order.issuer(issuer));
	}

	private async first<Document>(places: readonly string[]): Promise<Document> {
		for (const place of places) {
			this.asked.push(place);
			const response = await fetch(place, { headers: { accept: 'application/json' } });
			const isJson = /json/.test(response.headers.get('content-type') ?? '');
			if (response.ok && isJson) return (await response.json()) as Document;
			await response.body?.cancel();
		}
		throw new Error(`nothing found at ${places.join(', ')}`);
	}
}

async function post<Answer>(url: string, body: string | URLSearchParams): Promise<Answer> {
	const isJson = typeof body === 'string';
	const response = await fetch(url, {
		method: 'POST',
		body,
		...(isJson ? { headers: { 'content-type': 'application/json' } } : {}),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
	return JSON.parse(text) as Answer;
}
