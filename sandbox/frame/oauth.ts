import { createHash } from 'node:crypto';

import type { SandboxKey } from './authentication.ts';
import { basic } from './authentication.ts';
import { answer, isRecord, Refused } from './call.ts';
import type { Answer, AnyCall } from './call.ts';
import { routesOf } from './emulator.ts';
import type { Context, Route } from './emulator.ts';
import type { IssuedToken, OAuthGrants } from './oauth-grants.ts';

/** Every ID is that of an app in the sandbox, all with one secret. It opens nothing else. */
export const SANDBOX_APP = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' } as const;

/** What is wrong with a request to an OAuth2 server. */
export type OAuthProblem =
	/** There is no app, or its secret is wrong. */
	| 'client'
	/** The code is not known, too old, was used, or is another app's. */
	| 'code'
	| 'grant_type'
	| 'redirect_uri'
	| 'refresh_token'
	/** What the app shows does not fit the challenge that it set. */
	| 'verifier';

/** How the OAuth2 server of one vendor differs from that of another. */
export interface OAuthServer {
	authorizePath: string;
	tokenPath: string;
	/** Where the app may put its ID and secret. */
	clientIn: 'body' | 'body or header';
	/** Seconds that an access token is good for. */
	lifetime: number;
	/** What a token may do for which these scopes were asked. */
	allowedBy(asked: readonly string[]): SandboxKey['scopes'];
	/** Whether there is a refresh token; always if left out. */
	isOffline?(query: URLSearchParams): boolean;
	/** The body of the answer with a token. */
	tokenAnswer(token: IssuedToken, call: AnyCall): Readonly<Record<string, unknown>>;
	/** For vendors that give an app a token of its own, without a user. */
	clientCredentials?(call: AnyCall): Readonly<Record<string, unknown>>;
	refuse(problem: OAuthProblem, call: AnyCall): Answer;
	/** Limits that asking for a token counts towards. */
	limits?: readonly string[];
}

type Form = Readonly<Record<string, string>>;
/** A request for a token whose app has shown itself. */
interface Asked {
	form: Form;
	clientId: string;
	call: AnyCall;
	grants: OAuthGrants;
}

type Granted = (asked: Asked) => IssuedToken;

const NOT_KEPT = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** Where the vendor is in this sandbox; undefined for a call that names no host. */
export function ownUrl({ headers }: AnyCall, vendor: string): string | undefined {
	return headers.host === undefined ? undefined : `http://${headers.host}/${vendor}`;
}

/** The two routes of an OAuth2 server: nobody is asked, every user says yes at once. */
export function oauthRoutes<State>(server: OAuthServer): [Route<State>, Route<State>] {
	const on = routesOf<State>();
	const { authorizePath, tokenPath, limits } = server;
	const token = (call: AnyCall, { grants }: Context<State>) => {
		const form = formOf(call);
		const clientId = clientOf(server, form, call);
		return answer(200, grantedBy(server, { form, clientId, call, grants }), NOT_KEPT);
	};
	return [
		on('GET', authorizePath, (call, { grants }) => authorize(server, call, grants), { open: true }),
		on('POST', tokenPath, token, { open: true, secret: true, ...(limits && { limits }) }),
	];
}

function authorize(server: OAuthServer, call: AnyCall, grants: OAuthGrants): Answer {
	const { query, at } = call;
	const clientId = query.get('client_id') ?? '';
	if (clientId === '') throw refusal(server, 'client', call);
	const redirectUri = query.get('redirect_uri') ?? '';
	const back = URL.parse(redirectUri);
	if (back === null) throw refusal(server, 'redirect_uri', call);
	const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
	const challenge = query.get('code_challenge');
	if (challenge !== null && query.get('code_challenge_method') !== 'S256') {
		throw refusal(server, 'verifier', call);
	}
	const consent = {
		clientId,
		redirectUri,
		scopes,
		allowed: server.allowedBy(scopes),
		offline: server.isOffline?.(query) ?? true,
		...(challenge !== null && { challenge }),
	};
	back.searchParams.set('code', grants.issueCode(consent, at));
	const state = query.get('state');
	if (state !== null) back.searchParams.set('state', state);
	return answer(302, undefined, { location: back.href });
}

function grantedBy(server: OAuthServer, asked: Asked) {
	const { call } = asked;
	const granted: Readonly<Record<string, Granted>> = {
		authorization_code: byCode(server),
		refresh_token: byRefreshToken(server),
	};
	const { grant_type: type = '' } = asked.form;
	if (type === 'client_credentials' && server.clientCredentials) {
		return server.clientCredentials(call);
	}
	const grant = Object.hasOwn(granted, type) ? granted[type] : undefined;
	if (grant === undefined) throw refusal(server, 'grant_type', call);
	return server.tokenAnswer(grant(asked), call);
}

function byCode(server: OAuthServer): Granted {
	return ({ form, clientId, call, grants }) => {
		const { code = '', redirect_uri: redirectUri, code_verifier: verifier } = form;
		const consent = grants.consentOfCode(code, call.at);
		if (consent?.clientId !== clientId) throw refusal(server, 'code', call);
		if (redirectUri !== consent.redirectUri) throw refusal(server, 'redirect_uri', call);
		if (consent.challenge !== undefined && s256(verifier ?? '') !== consent.challenge) {
			throw refusal(server, 'verifier', call);
		}
		return grants.redeem(code, consent, expiryOf(server, call));
	};
}

function byRefreshToken(server: OAuthServer): Granted {
	return ({ form, clientId, call, grants }) => {
		const { refresh_token: refreshToken = '' } = form;
		const consent = grants.consentOfRefreshToken(refreshToken);
		if (consent?.clientId !== clientId) throw refusal(server, 'refresh_token', call);
		return grants.renew(refreshToken, consent, expiryOf(server, call));
	};
}

/** The ID of the app that shows itself. */
function clientOf(server: OAuthServer, form: Form, call: AnyCall): string {
	const header = server.clientIn === 'body' ? undefined : basic.keyOf(call);
	const [, headerId = '', headerSecret] = /^([^:]*):(.*)$/.exec(header ?? '') ?? [];
	const { client_id: bodyId = '', client_secret: bodySecret } = form;
	const id = header === undefined ? bodyId : headerId;
	const secret = header === undefined ? bodySecret : headerSecret;
	if (id !== '' && secret === SANDBOX_APP.clientSecret) return id;
	throw refusal(server, 'client', call);
}

function formOf({ body }: AnyCall): Form {
	const entries = Object.entries(isRecord(body) ? body : {});
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}

function refusal(server: OAuthServer, problem: OAuthProblem, call: AnyCall): Refused {
	const refused = server.refuse(problem, call);
	return new Refused({ ...refused, headers: { ...NOT_KEPT, ...refused.headers } });
}

function expiryOf({ lifetime }: OAuthServer, { at }: AnyCall): number {
	return at + lifetime * 1_000;
}

function s256(verifier: string): string {
	return createHash('sha256').update(verifier).digest('base64url');
}
