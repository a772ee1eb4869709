/** What a principal may use. Names are matched against patterns, see `matchesPattern`. */
export type Offer = 'tools' | 'resources' | 'prompts';

/** Who is calling, as far as authentication tells. Plain data: it travels into the flow. */
export interface Principal {
	/** `anonymous` only where the server asks for no credentials. */
	kind: 'apiKey' | 'jwt' | 'anonymous';
	/** The key's label, or the token's subject; never a secret. */
	label: string;
	/** What the token grants, or the person who signed in; undefined for all who come without a token. */
	scopes?: readonly string[];
	/** The token's claims. */
	claims?: Record<string, unknown>;
	/** Patterns with `*`; undefined for all. */
	allowed?: Partial<Record<Offer, readonly string[]>>;
	/** Override those of the server. */
	limits?: PrincipalLimits;
	/** Only these fields of a result may leave; undefined for all. */
	resultFields?: readonly string[];
	/** Of callers without credentials: limits count for each, as nothing else tells them apart. */
	address?: string;
	/** When its credentials end, in milliseconds since 1970; undefined for never. */
	validUntil?: number;
}

export interface PrincipalLimits {
	/** Calls a minute, in the long run. */
	perMinute?: number;
	/** Calls at once, after a pause. */
	burst?: number;
	/** Calls under way. */
	concurrent?: number;
}

export const ANONYMOUS: Principal = { kind: 'anonymous', label: 'anonymous' };

/** Tells callers of one server apart for limits. */
export function limitsId(principal: Principal): string {
	const { address } = principal;
	return address === undefined ? principalId(principal) : `${principalId(principal)}@${address}`;
}

/**
 * Tells principals of one server apart, to bind sessions and request states to who began them. A key
 * that is named like a token's subject is somebody else.
 */
export function principalId({ kind, label }: Principal): string {
	return `${kind}:${label}`;
}
