import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { isSameSecret } from '../../base/same-secret';
import { findPrincipal, type ApiKey } from '../server/access/api-keys';
import type { AuthorizationPorts, AuthorizationSettings } from './authorization-ports';
import { checkResource } from './authorization-request';
import { isDocumentId } from './client-document';
import type { Grant } from './grants';
import { keyOfDigest } from './held-keys';
import { OAuthError } from './oauth-error';
import {
	jsonAnswer,
	type OAuthAnswer,
	type OAuthRequest,
	required,
	single,
} from './oauth-exchange';
import { isRegisteredRedirect } from './redirect-uri';
import type { Registrations } from './registration';
import type { SignInEvent } from './sign-in-event';
import type { SignInTokens } from './sign-in-tokens';

/** The token endpoint and the one for revocation (RFC 6749, 3.2; RFC 7009). */
export interface TokenEndpoint {
	/** @throws OAuthError */
	exchange(this: void, request: OAuthRequest): Promise<OAuthAnswer>;
	/** @throws OAuthError */
	revoke(this: void, request: OAuthRequest): Promise<OAuthAnswer>;
}

/** RFC 7636, 4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

export function createTokenEndpoint(
	{ url: resource, accessTokenMs, idleMs }: AuthorizationSettings,
	ports: AuthorizationPorts,
	registrations: Registrations,
	tokens: SignInTokens,
): TokenEndpoint {
	const { grants, now } = ports;
	const record = (what: SignInEvent['what'], { clientName }: Grant, { address }: OAuthRequest) =>
		ports.record({ what, client: clientName || 'unnamed', ...(address ? { address } : {}) });

	/** What was stolen and used ends for the thief and the robbed alike (RFC 9700, 4.14.2). */
	async function endBecause(
		what: SignInEvent['what'],
		grant: Grant,
		request: OAuthRequest,
	): Promise<never> {
		await grants.remove(grant.id);
		record(what, grant, request);
		throw new OAuthError('invalid_grant', 'This was used before; the sign-in has ended');
	}

	/** @throws OAuthError if the key was withdrawn, changed or is over, which ends the grant */
	async function keyOf(grant: Grant): Promise<ApiKey> {
		const keys = await ports.keys();
		const key = keyOfDigest(keys, grant.keyDigest, ports.digestOf);
		if (key && findPrincipal(key.key.trim(), keys, now()).kind === 'known') return key;
		await grants.remove(grant.id);
		throw new OAuthError('invalid_grant', 'The key of this sign-in is not given out any more');
	}

	/** A client whose registration is over hears so: then it registers anew in place of asking again. */
	function notFound(clientId: string, message: string): OAuthError {
		return isDocumentId(clientId) || registrations.find(clientId)
			? new OAuthError('invalid_grant', message)
			: new OAuthError('invalid_client', 'This client is not registered here any more', 401);
	}

	async function redeem(form: URLSearchParams, request: OAuthRequest): Promise<OAuthAnswer> {
		const clientId = clientIdOf(form, request.headers);
		const code = tokens.readCode(required(form, 'code'));
		const grant = code && (await grants.find(code.grant, now()));
		if (!grant) throw notFound(clientId, 'The code is not ours, over or used');
		if (grant.generation > 0) return await endBecause('code used twice', grant, request);
		const redirectUri = single(form, 'redirect_uri');
		const isSamePlace =
			redirectUri === undefined || isRegisteredRedirect(redirectUri, [code.redirectUri]);
		if (grant.clientId !== clientId || !isSamePlace) {
			throw new OAuthError('invalid_grant', 'The code was given to another client or address');
		}
		if (!isVerifierOf(code.challenge, required(form, 'code_verifier'))) {
			record('wrong code verifier', grant, request);
			throw new OAuthError('invalid_grant', 'The code_verifier is not that of the code_challenge');
		}
		await keyOf(grant);
		if (!(await grants.advance(grant.id, 0, now() + idleMs))) {
			return await endBecause('code used twice', grant, request);
		}
		return tokenAnswer(grant, 1, grant.scopes);
	}

	async function renew(form: URLSearchParams, request: OAuthRequest): Promise<OAuthAnswer> {
		const clientId = clientIdOf(form, request.headers);
		const token = tokens.readRefresh(required(form, 'refresh_token'));
		const grant = token && (await grants.find(token.grant, now()));
		if (!grant || grant.clientId !== clientId) {
			throw notFound(clientId, 'The refresh token is not known, or has ended');
		}
		const { generation } = token;
		if (generation < grant.generation) {
			return await endBecause('refresh token used twice', grant, request);
		}
		const scopes = narrowed(single(form, 'scope'), grant.scopes);
		await keyOf(grant);
		if (!(await grants.advance(grant.id, generation, now() + idleMs))) {
			return await endBecause('refresh token used twice', grant, request);
		}
		return tokenAnswer(grant, generation + 1, scopes);
	}

	function tokenAnswer(grant: Grant, generation: number, scopes: readonly string[]): OAuthAnswer {
		const content = { grant: grant.id, scopes: [...scopes], expiresAt: now() + accessTokenMs };
		return jsonAnswer(200, {
			access_token: tokens.access(content),
			token_type: 'Bearer',
			expires_in: Math.floor(accessTokenMs / 1000),
			refresh_token: tokens.refresh({ grant: grant.id, generation }, now() + idleMs),
			scope: scopes.join(' '),
		});
	}

	return {
		async exchange(request) {
			const form = await request.readForm();
			checkResource(form, resource);
			const type = required(form, 'grant_type');
			if (type === 'authorization_code') return await redeem(form, request);
			if (type === 'refresh_token') return await renew(form, request);
			throw new OAuthError(
				'unsupported_grant_type',
				'"grant_type" must be "authorization_code" or "refresh_token"',
			);
		},
		async revoke(request) {
			const form = await request.readForm();
			const token = required(form, 'token');
			const clientId = clientIdOf(form, request.headers);
			const access = tokens.readAccess(token);
			const known = access === 'foreign' ? undefined : (access ?? tokens.readRefresh(token));
			const grant = known && (await grants.find(known.grant, now()));
			// Also for a token that is not known: nobody learns which ones are (RFC 7009, 2.2).
			if (grant?.clientId === clientId) {
				await grants.remove(grant.id);
				record('revoked', grant, request);
			}
			return jsonAnswer(200, {});
		},
	};
}

/**
 * Who a client says it is. Clients have no secret here, and the code or token that comes with it is
 * what counts; some send their id as HTTP Basic with an empty secret all the same, or (ChatGPT, by its
 * document) within an assertion.
 */
function clientIdOf(form: URLSearchParams, { authorization }: IncomingHttpHeaders): string {
	const asserted = subjectOf(single(form, 'client_assertion') ?? '');
	if (asserted !== undefined && !form.has('client_id')) return asserted;
	const basic = /^Basic +(\S+)\s*$/i.exec(authorization ?? '')?.[1];
	if (basic === undefined) return required(form, 'client_id');
	const [id = ''] = Buffer.from(basic, 'base64').toString().split(':');
	return decodeURIComponent(id.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'));
}

/** The subject of a JWT (RFC 7523, 3), which is not verified: it is no more than a `client_id`. */
function subjectOf(assertion: string): string | undefined {
	const [, claims = ''] = assertion.split('.');
	try {
		const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: unknown };
		return typeof sub === 'string' ? sub : undefined;
	} catch {
		return undefined; // No JWT: what is missing then is the client_id, and is said so.
	}
}

function isVerifierOf(challenge: string, verifier: string): boolean {
	const made = createHash('sha256').update(verifier).digest('base64url');
	return VERIFIER.test(verifier) && isSameSecret(challenge, made);
}

/** A client may ask for less than it was allowed, never for more (RFC 6749, 6). */
function narrowed(text: string | undefined, allowed: readonly string[]): readonly string[] {
	const asked = text?.split(' ').filter((scope) => scope !== '' && allowed.includes(scope)) ?? [];
	if (text !== undefined && text.split(' ').some((scope) => scope && !allowed.includes(scope))) {
		throw new OAuthError('invalid_scope', 'More scopes than were allowed: ask the person again');
	}
	return asked.length > 0 ? asked : allowed;
}
