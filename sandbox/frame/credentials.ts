import { SANDBOX_APP } from './oauth.ts';

/** What a user enters into a credential of n8n, by the names of its fields. */
export type CredentialFields = Record<string, string | Readonly<Record<string, string>>>;

/** Credentials by type of n8n, for a vendor whose emulator is at this URL. */
export type CredentialsAt = (baseUrl: string) => Readonly<Record<string, CredentialFields>>;

/** What n8n keeps of a connected account. */
export const connected = (accessToken: string): CredentialFields => ({
	...SANDBOX_APP,
	oauthTokenData: { access_token: accessToken, token_type: 'Bearer' },
});
