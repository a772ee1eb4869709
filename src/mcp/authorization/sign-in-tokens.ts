import type { TokenSigner } from '../server/signed-token';

/** What a code is bound to. */
export interface CodeContent {
	grant: string;
	redirectUri: string;
	/** S256 (RFC 7636, 4.2). */
	challenge: string;
}

export interface AccessContent {
	grant: string;
	scopes: string[];
	/** Milliseconds since 1970. */
	expiresAt: number;
}

export interface RefreshContent {
	grant: string;
	generation: number;
}

/**
 * Codes and tokens of one server. They are signed and name their grant; another server of the same
 * n8n, whose signature they carry, refuses them by their audience.
 */
export interface SignInTokens {
	code(content: CodeContent, expiresAt: number): string;
	readCode(code: string): CodeContent | undefined;
	access(content: AccessContent): string;
	/** @returns 'foreign' for one that is ours, but for another server; undefined for none of ours */
	readAccess(token: string): AccessContent | 'foreign' | undefined;
	refresh(content: RefreshContent, expiresAt: number): string;
	readRefresh(token: string): RefreshContent | undefined;
}

export function createSignInTokens(resource: string, signer: TokenSigner): SignInTokens {
	return {
		code: ({ grant, redirectUri, challenge }, expiresAt) =>
			signer.sign('code', { for: resource, grant, redirectUri, challenge }, expiresAt),
		readCode(code) {
			const content = signer.verify('code', code);
			return content?.for === resource ? (content as unknown as CodeContent) : undefined;
		},
		access: ({ grant, scopes, expiresAt }) =>
			signer.sign('accessToken', { for: resource, grant, scopes }, expiresAt),
		readAccess(token) {
			const content = signer.verify('accessToken', token);
			if (!content) return undefined;
			if (content.for !== resource) return 'foreign';
			const { grant, scopes, exp } = content as { grant: string; scopes: string[]; exp: number };
			return { grant, scopes, expiresAt: exp };
		},
		refresh: ({ grant, generation }, expiresAt) =>
			signer.sign('refreshToken', { for: resource, grant, generation }, expiresAt),
		readRefresh(token) {
			const content = signer.verify('refreshToken', token);
			return content?.for === resource ? (content as unknown as RefreshContent) : undefined;
		},
	};
}
