import { createHmac } from 'node:crypto';

import { isSameSecret } from '../../base/same-secret';

/** The signature that several vendors send: HMAC-SHA256 of the body as it came, in hex. */
export function isSignedWith(secret: string, text: Buffer, signature: string | undefined): boolean {
	if (secret === '') return false;
	const expected = createHmac('sha256', secret).update(text).digest('hex');
	return isSameSecret(signature?.toLowerCase(), expected);
}
