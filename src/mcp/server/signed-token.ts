import { createHmac } from 'node:crypto';

import { isSameSecret } from '../../base/same-secret';
import { isJsonObject, type JsonObject } from '../protocol/json-rpc';

/**
 * Makes and reads tokens that hold their own content, so that nothing has to be stored for them and
 * every process with the same secret can read them: base64url JSON, a dot, an HMAC-SHA-256.
 */
export interface TokenSigner {
	/** @param expiresAt milliseconds since 1970 */
	sign(purpose: TokenPurpose, content: JsonObject, expiresAt: number): string;
	/** @returns the content and when it expires (`exp`), or undefined if it is not ours, for another purpose, or expired */
	verify(purpose: TokenPurpose, token: string): JsonObject | undefined;
}

/** A token for one purpose is worthless for another. */
export type TokenPurpose =
	| 'session'
	| 'dashboard'
	| 'requestState'
	// Of the authorization server.
	| 'client'
	| 'authorizationRequest'
	| 'code'
	| 'accessToken'
	| 'refreshToken';

/** No token of ours is longer; longer ones are not looked at. */
const LONGEST_TOKEN = 8_192;

export function createTokenSigner(secret: Buffer, now: () => number): TokenSigner {
	const mac = (purpose: TokenPurpose, body: string) =>
		createHmac('sha256', secret).update(`${purpose}.${body}`).digest('base64url');
	return {
		sign(purpose, content, expiresAt) {
			const body = Buffer.from(JSON.stringify({ ...content, exp: expiresAt })).toString(
				'base64url',
			);
			return `${body}.${mac(purpose, body)}`;
		},
		verify(purpose, token) {
			const [body = '', signature = '', ...rest] =
				token.length <= LONGEST_TOKEN ? token.split('.') : [];
			// The texts are compared: of the ways to write a signature in base64url, only the canonical one counts.
			if (rest.length > 0 || !isSameSecret(signature, mac(purpose, body))) return undefined;
			return unexpired(JSON.parse(Buffer.from(body, 'base64url').toString()), now());
		},
	};
}

function unexpired(content: unknown, now: number): JsonObject | undefined {
	if (!isJsonObject(content) || typeof content.exp !== 'number' || content.exp <= now) {
		return undefined;
	}
	return content;
}
