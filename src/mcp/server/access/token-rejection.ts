/**
 * Why jose refused a token, in words that hold nothing of the token itself: its errors carry claims.
 *
 * @returns undefined for failures that are not the token's
 */
export function rejectionReason(error: unknown): string | undefined {
	const { code, claim, reason } = (error ?? {}) as Record<'code' | 'claim' | 'reason', unknown>;
	switch (code) {
		case 'ERR_JWT_EXPIRED':
			return 'The access token has expired';
		case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
			return claimReason(String(claim), reason);
		case 'ERR_JOSE_ALG_NOT_ALLOWED':
			return 'The access token uses a signature algorithm that this server does not accept';
		case 'ERR_JWKS_NO_MATCHING_KEY':
			return 'The key that signed the access token is not published by its issuer';
		case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
			return 'The signature of the access token is not valid';
		case 'ERR_JWS_INVALID':
		case 'ERR_JWT_INVALID':
		case 'ERR_JOSE_NOT_SUPPORTED':
			return 'The access token is not a valid JWT';
		default:
			return undefined;
	}
}

const CLAIM_REASONS: ReadonlyMap<string, string> = new Map([
	['iss', 'The access token comes from another issuer'],
	['aud', 'The access token is for another audience'],
	['nbf', 'The access token is not valid yet'],
]);

/** @param claim named by jose out of those that are asked for, not by the token */
function claimReason(claim: string, reason: unknown): string {
	if (reason === 'missing') return `The access token lacks the claim ${claim}`;
	const known = reason === 'invalid' ? undefined : CLAIM_REASONS.get(claim);
	return known ?? `The claim ${claim} of the access token is not valid`;
}
