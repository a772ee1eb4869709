import { splitScopes } from './permission';
import { TokenRejected } from './token-verifier';
import type { Principal } from '../principal';

/** Who a token speaks for when it has no subject: the client itself (RFC 9068, 2.2; OIDC, 2). */
const SUBJECT_CLAIMS = ['sub', 'client_id', 'azp'];

/**
 * The principal of a token whose signature, issuer, audience and times are already checked.
 *
 * @throws TokenRejected if nobody can be named, for limits and sessions are bound to somebody
 */
export function tokenPrincipal(claims: Record<string, unknown>): Principal {
	const label = SUBJECT_CLAIMS.map((name) => claims[name]).find(
		(subject) => typeof subject === 'string' && subject !== '',
	);
	if (typeof label !== 'string') throw new TokenRejected('The access token has no subject');
	const { exp } = claims;
	return {
		kind: 'jwt',
		label,
		scopes: scopesOf(claims),
		claims,
		...(typeof exp === 'number' ? { validUntil: exp * 1000 } : {}),
	};
}

/** `scope` is a text (RFC 9068, 2.2.3); Microsoft writes `scp` as a text, Okta as a list. */
function scopesOf({ scope, scp }: Record<string, unknown>): string[] {
	const texts = [scope, scp].flat().filter((part) => typeof part === 'string');
	return splitScopes(texts.join(' '));
}
