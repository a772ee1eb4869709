import { randomUUID } from 'node:crypto';

import type { SandboxKey } from './authentication.ts';

/** What a user allowed an app. */
export interface Consent {
	clientId: string;
	redirectUri: string;
	/** As they were asked for. */
	scopes: readonly string[];
	/** What a token of it may do, in the words of the vendor's routes. */
	allowed: SandboxKey['scopes'];
	/** The app may come back without the user: it gets a refresh token. */
	offline: boolean;
	/** S256 of what the app will show with the code. */
	challenge?: string;
}

export interface IssuedToken {
	consent: Consent;
	accessToken: string;
	refreshToken?: string;
	/** It is the first of its consent, not a renewed one. */
	isFirst: boolean;
}

interface Issued {
	consent: Consent;
	expiresAt: number;
}

const CODE_LIFETIME_MS = 5 * 60_000;

/** What the OAuth2 server of one vendor has handed out. Times are milliseconds since 1970. */
export class OAuthGrants {
	readonly #codes = new Map<string, Issued>();
	readonly #accessTokens = new Map<string, Issued>();
	readonly #refreshTokens = new Map<string, Consent>();

	issueCode(consent: Consent, now: number): string {
		const code = `code-${randomUUID()}`;
		this.#codes.set(code, { consent, expiresAt: now + CODE_LIFETIME_MS });
		return code;
	}

	/** The consent behind a code that was not used and is not old. */
	consentOfCode(code: string, now: number): Consent | undefined {
		return fresh(this.#codes.get(code), now);
	}

	/** The first tokens of a consent; its code is used up. */
	redeem(code: string, consent: Consent, expiresAt: number): IssuedToken {
		this.#codes.delete(code);
		const accessToken = this.#mint(consent, expiresAt);
		if (!consent.offline) return { consent, accessToken, isFirst: true };
		const refreshToken = `refresh-${randomUUID()}`;
		this.#refreshTokens.set(refreshToken, consent);
		return { consent, accessToken, refreshToken, isFirst: true };
	}

	consentOfRefreshToken(refreshToken: string): Consent | undefined {
		return this.#refreshTokens.get(refreshToken);
	}

	/** A further access token; the refresh token stays as it is. */
	renew(refreshToken: string, consent: Consent, expiresAt: number): IssuedToken {
		const accessToken = this.#mint(consent, expiresAt);
		return { consent, accessToken, refreshToken, isFirst: false };
	}

	/** The key that an access token is, while it is good. */
	keyOf(accessToken: string | undefined, now: number): SandboxKey | undefined {
		if (accessToken === undefined) return undefined;
		const consent = fresh(this.#accessTokens.get(accessToken), now);
		return consent && { value: accessToken, scopes: consent.allowed };
	}

	/** Ends every access token, as if its time were over. Returns how many there were. */
	expireAccessTokens(): number {
		const { size } = this.#accessTokens;
		this.#accessTokens.clear();
		return size;
	}

	/** Ends everything that was allowed, as a user does who removes the app. */
	revoke(): number {
		const { size } = this.#refreshTokens;
		this.#codes.clear();
		this.#refreshTokens.clear();
		this.expireAccessTokens();
		return size;
	}

	#mint(consent: Consent, expiresAt: number): string {
		const accessToken = `access-${randomUUID()}`;
		this.#accessTokens.set(accessToken, { consent, expiresAt });
		return accessToken;
	}
}

function fresh(issued: Issued | undefined, now: number): Consent | undefined {
	return issued !== undefined && now < issued.expiresAt ? issued.consent : undefined;
}
