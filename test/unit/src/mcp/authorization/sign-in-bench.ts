import { createHash } from 'node:crypto';

import { createAttemptLimit } from '../../../../../src/mcp/authorization/attempt-limit';
import type { OfferedScope } from '../../../../../src/mcp/authorization/authorization-ports';
import {
	type AuthorizationServer,
	createAuthorizationServer,
} from '../../../../../src/mcp/authorization/authorization-server';
import { createClientDocuments } from '../../../../../src/mcp/authorization/client-document';
import { createGrantMemory, type GrantStore } from '../../../../../src/mcp/authorization/grants';
import type { OAuthAnswer } from '../../../../../src/mcp/authorization/oauth-exchange';
import type { SignInEvent } from '../../../../../src/mcp/authorization/sign-in-event';
import type { ApiKey } from '../../../../../src/mcp/server/access/api-keys';
import type { OAuthEndpoint } from '../../../../../src/mcp/server/access/oauth-paths';
import { createTokenSigner } from '../../../../../src/mcp/server/signed-token';

export const RESOURCE = 'https://mcp.example.com/gtm';
export const REDIRECT = 'https://claude.ai/api/mcp/auth_callback';
export const KEY = 'a-key-of-danas-that-nobody-guesses';
export const VERIFIER = 'v'.repeat(43);

export const challengeOf = (verifier: string) =>
	createHash('sha256').update(verifier).digest('base64url');

interface Settings {
	resource?: string;
	scopes?: OfferedScope[];
	/** Shared with another bench: two servers of one n8n, or one before and after a restart. */
	grants?: GrantStore;
}

/** An authorization server, and a person with a browser and a client in front of it. */
export class SignInBench {
	now = Date.parse('2026-11-30T08:00:00Z');
	keys: ApiKey[] = [{ label: 'Dana', key: KEY }];
	readonly events: SignInEvent[] = [];
	/** What `fetch` answers, by address. */
	readonly documents = new Map<string, () => Response>();
	readonly fetched: string[] = [];
	readonly addresses = new Map<string, string[]>();
	/** Origins that the operator trusts. */
	readonly trusted = new Set<string>();
	readonly server: AuthorizationServer;
	readonly resource: string;
	/** The cookie that the browser keeps. */
	cookie: string | undefined;

	constructor({ resource = RESOURCE, scopes = [], grants = createGrantMemory() }: Settings = {}) {
		this.resource = resource;
		const now = () => this.now;
		let ids = 0;
		const limit = (perMinute: number) => createAttemptLimit({ perMinute }, now);
		this.server = createAuthorizationServer(
			{
				url: resource,
				serverName: 'Acme GTM',
				scopes,
				accessTokenMs: 3_600_000,
				idleMs: 30 * 86_400_000,
			},
			{
				now,
				createId: () => `grant-${++ids}`,
				signer: createTokenSigner(Buffer.alloc(32, 7), now),
				grants,
				documents: createClientDocuments({
					fetch: async (url) => {
						this.fetched.push(url.href);
						const answer = this.documents.get(url.href);
						if (!answer) throw new TypeError('fetch failed');
						return answer();
					},
					resolve: async (host) => this.addresses.get(host) ?? ['93.184.216.34'],
					isTrusted: (origin) => this.trusted.has(origin),
					now,
				}),
				limits: { wrongKeys: limit(5), registrations: limit(20), documents: limit(20) },
				keys: async () => this.keys,
				digestOf: (key) => createHash('sha256').update(key).digest('hex'),
				record: (event) => this.events.push(event),
			},
		);
	}

	async ask(
		endpoint: OAuthEndpoint,
		method: string,
		{
			query = {},
			form,
			json,
			headers = {},
			address = '203.0.113.9',
		}: {
			query?: Record<string, string> | string;
			form?: Record<string, string> | URLSearchParams;
			json?: unknown;
			headers?: Record<string, string>;
			address?: string;
		} = {},
	): Promise<OAuthAnswer> {
		return await this.server.answer(endpoint, {
			method,
			query: new URLSearchParams(query),
			headers: { ...(this.cookie === undefined ? {} : { cookie: this.cookie }), ...headers },
			address,
			readForm: async () => new URLSearchParams(form),
			readJson: async () => json,
		});
	}

	async register(metadata: object = {}): Promise<string> {
		const json = { client_name: 'Claude', redirect_uris: [REDIRECT], ...metadata };
		const { status, body } = await this.ask('register', 'POST', { json });
		expect(status).toBe(201);
		return (JSON.parse(body) as { client_id: string }).client_id;
	}

	query(clientId: string, more: Record<string, string> = {}): Record<string, string> {
		return {
			response_type: 'code',
			client_id: clientId,
			redirect_uri: REDIRECT,
			state: 'their state',
			code_challenge: challengeOf(VERIFIER),
			code_challenge_method: 'S256',
			resource: this.resource,
			...more,
		};
	}

	/** Opens the page; the browser keeps the cookie. */
	async open(clientId: string, more: Record<string, string> = {}): Promise<OAuthAnswer> {
		const answer = await this.ask('authorize', 'GET', { query: this.query(clientId, more) });
		this.cookie = answer.headers['Set-Cookie']?.split(';')[0] ?? this.cookie;
		return answer;
	}

	/** Fills in the form on the page and sends it. */
	async submit(
		page: OAuthAnswer,
		key = KEY,
		{ decision = 'allow', scopes = tickedScopes(page.body), ...more }: Submission = {},
	): Promise<OAuthAnswer> {
		const form = new URLSearchParams({ request: sealedRequest(page.body), key, decision });
		for (const scope of scopes) form.append('scope', scope);
		return await this.ask('authorize', 'POST', { form, ...more });
	}

	async code(clientId: string, more: Record<string, string> = {}): Promise<string> {
		const answer = await this.submit(await this.open(clientId, more));
		expect(answer.status).toBe(303);
		return parametersOf(answer).code ?? '';
	}

	redemption(clientId: string, code: string, more: Record<string, string> = {}) {
		return {
			grant_type: 'authorization_code',
			code,
			redirect_uri: REDIRECT,
			client_id: clientId,
			code_verifier: VERIFIER,
			resource: this.resource,
			...more,
		};
	}

	async token(form: Record<string, string>, headers: Record<string, string> = {}) {
		const { status, body } = await this.ask('token', 'POST', { form, headers });
		return { status, ...(JSON.parse(body) as TokenBody) };
	}

	/** From nothing to tokens. */
	async signIn(more: Record<string, string> = {}) {
		const clientId = await this.register();
		const code = await this.code(clientId, more);
		return { clientId, code, ...(await this.token(this.redemption(clientId, code))) };
	}

	async renew(clientId: string, refreshToken: string | undefined, more = {}) {
		return await this.token({
			grant_type: 'refresh_token',
			refresh_token: refreshToken ?? '',
			client_id: clientId,
			...more,
		});
	}

	get recorded(): string[] {
		return this.events.map(({ what }) => what);
	}
}

interface Submission {
	decision?: string;
	scopes?: readonly string[];
	headers?: Record<string, string>;
	address?: string;
}

export interface TokenBody {
	access_token?: string;
	refresh_token?: string;
	token_type?: string;
	expires_in?: number;
	scope?: string;
	error?: string;
	error_description?: string;
}

/** What an answer sends back to the client, by itself or if the person goes on. */
export function parametersOf({ headers, body }: OAuthAnswer): Record<string, string> {
	const link = /<a href="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
	return Object.fromEntries(new URL(headers.Location ?? link ?? '').searchParams);
}

export function sealedRequest(html: string): string {
	return /name="request" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

function tickedScopes(html: string): string[] {
	return [...html.matchAll(/name="scope" value="([^"]*)" checked/g)].map(([, scope = '']) => scope);
}
