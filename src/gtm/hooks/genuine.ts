import { createHmac, timingSafeEqual } from 'node:crypto';

/** In the same time whatever is shown, so that nobody can try a secret letter by letter. */
export function isSameSecret(shown: string | undefined, secret: string): boolean {
	if (secret === '') return false;
	// Of equal length, whatever was shown.
	const [left, right] = [shown ?? '', secret].map((text) =>
		createHmac('sha256', 'compared').update(text).digest(),
	);
	return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** The signature that several vendors send: HMAC-SHA256 of the body as it came, in hex. */
export function isSignedWith(secret: string, text: Buffer, signature: string | undefined): boolean {
	if (secret === '') return false;
	const expected = createHmac('sha256', secret).update(text).digest('hex');
	return isSameSecret(signature?.toLowerCase(), expected);
}
