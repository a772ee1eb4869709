import { splitWords } from '../../../base/split-list';
import { type ChallengeHints, InsufficientScope } from './challenge';
import { matchesAny } from './wildcard';
import type { Offer, Principal } from '../principal';

/**
 * Whether a principal may see and use something. What it may not use must look to it as if it were
 * not there.
 *
 * @param name of a tool or prompt, or the URI of a resource
 */
export function isAllowed(principal: Principal, offer: Offer, name: string): boolean {
	return matchesAny(principal.allowed?.[offer], name);
}

/**
 * Scopes are a matter of tokens. A principal without a token has none to lack: keys are held back
 * by their patterns, and a server without authentication by nothing.
 *
 * @param scope one or several, separated by blanks: all are needed
 * @throws InsufficientScope naming all that the operation needs
 */
export function requireScope(
	principal: Principal,
	scope: string | undefined,
	hints: Pick<ChallengeHints, 'resourceMetadataUrl'> = {},
): void {
	const missing = missingScopes(principal, scope);
	if (missing.length === 0) return;
	throw new InsufficientScope(missing, { ...hints, scopes: splitScopes(scope ?? '') });
}

/** The scopes that an operation needs and a principal does not have. */
export function missingScopes(principal: Principal, scope: string | undefined): string[] {
	const { kind, scopes } = principal;
	if (kind !== 'jwt' && scopes === undefined) return [];
	return splitScopes(scope ?? '').filter((each) => scopes?.includes(each) !== true);
}

export function splitScopes(text: string): string[] {
	return [...new Set(splitWords(text))];
}
