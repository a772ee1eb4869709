import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a secret was shown, found out in the same time whatever is shown: nobody can try it letter by
 * letter, nor learn how long it is. No secret is never shown.
 */
export function isSameSecret(shown: string | undefined, secret: string): boolean {
	// Of equal length, whatever was shown.
	return secret !== '' && timingSafeEqual(sha256(shown ?? ''), sha256(secret));
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
