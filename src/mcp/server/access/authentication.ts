import type { IncomingHttpHeaders } from 'node:http';

import { type ApiKey, findPrincipal, presentedKey, presentedToken } from './api-keys';
import { bearerChallenge, type ChallengeHints, Unauthenticated } from './challenge';
import type { VerifySignIn } from './sign-in';
import { type JwtSettings, TokenRejected, type TokenVerifier } from './token-verifier';
import { tokenPrincipal } from './token-principal';
import { ANONYMOUS, type Principal } from '../principal';

/** How callers authenticate. */
export type Authentication =
	| { kind: 'none' }
	| { kind: 'apiKeys'; keys: readonly ApiKey[] }
	/** The same keys, and tokens that a person gets for one. */
	| { kind: 'signIn'; keys: readonly ApiKey[] }
	| { kind: 'jwt'; settings: JwtSettings };

export interface AuthenticationPorts {
	/** Milliseconds since 1970. */
	now(this: void): number;
	/** One a process: it keeps the issuers' keys. */
	tokens: TokenVerifier;
	/** Needed where people sign in. */
	signIn?: VerifySignIn;
}

/**
 * Who sent a request. Credentials are looked for in headers only, never in the URL, and are in no
 * error.
 *
 * @param hints what a refusal tells of where to get a token; only of use to servers with tokens
 * @throws Unauthenticated, or IssuerUnavailable (503) while the keys of the issuer cannot be had
 */
export async function authenticate(
	headers: IncomingHttpHeaders,
	authentication: Authentication,
	ports: AuthenticationPorts,
	hints: ChallengeHints = {},
): Promise<Principal> {
	switch (authentication.kind) {
		case 'none':
			return ANONYMOUS;
		case 'apiKeys':
			return authenticateKey(headers, authentication.keys, ports.now());
		case 'signIn':
			return await authenticateSignIn(headers, authentication.keys, ports, hints);
		case 'jwt':
			return await authenticateToken(headers, authentication.settings, ports.tokens, hints);
	}
}

/** Clients that can send a key need no token: what a sign-in may do is what its key may do. */
async function authenticateSignIn(
	headers: IncomingHttpHeaders,
	keys: readonly ApiKey[],
	{ now, signIn }: AuthenticationPorts,
	hints: ChallengeHints,
): Promise<Principal> {
	const presented = presentedKey(headers);
	if (presented === undefined) {
		throw new Unauthenticated(
			'Unauthorized: sign in, or send an API key as "Authorization: Bearer <key>"',
			bearerChallenge(hints),
		);
	}
	const token = await signIn?.(presented);
	if (token?.kind === 'known') return token.principal;
	if (token?.kind === 'refused') throw rejected(token.reason, hints);
	const finding = findPrincipal(presented, keys, now());
	if (finding.kind === 'known') return finding.principal;
	throw rejected(
		finding.kind === 'expired'
			? 'The API key has expired'
			: 'The access token has ended, or is neither one of this server nor a key',
		hints,
	);
}

/** The metadata of tokens is not named: there is no issuer that gives out these keys. */
function authenticateKey(
	headers: IncomingHttpHeaders,
	keys: readonly ApiKey[],
	now: number,
): Principal {
	const presented = presentedKey(headers);
	if (presented === undefined) {
		throw new Unauthenticated(
			'Unauthorized: send an API key as "Authorization: Bearer <key>"',
			bearerChallenge(),
		);
	}
	const finding = findPrincipal(presented, keys, now);
	if (finding.kind === 'known') return finding.principal;
	const reason =
		finding.kind === 'expired'
			? 'The API key has expired'
			: 'The API key is not valid for this server';
	throw rejected(reason, {});
}

async function authenticateToken(
	headers: IncomingHttpHeaders,
	settings: JwtSettings,
	tokens: TokenVerifier,
	hints: ChallengeHints,
): Promise<Principal> {
	const token = presentedToken(headers);
	if (token === undefined) {
		throw new Unauthenticated(
			'Unauthorized: send an access token as "Authorization: Bearer <token>"',
			bearerChallenge(hints),
		);
	}
	try {
		return tokenPrincipal(await tokens.verify(token, settings));
	} catch (error) {
		if (!(error instanceof TokenRejected)) throw error;
		throw rejected(error.message, hints);
	}
}

function rejected(reason: string, hints: ChallengeHints): Unauthenticated {
	return new Unauthenticated(
		`Unauthorized: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
		bearerChallenge(hints, { error: 'invalid_token', description: reason }),
	);
}
