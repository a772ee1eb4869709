/** The ways to prove who one is: the parameter "Authentication", and the credential that goes with it. */
const CREDENTIALS = [
	['apiKey', 'gtmMcpClientApi'],
	['clientCredentials', 'gtmMcpClientCredentialsApi'],
	['headers', 'gtmMcpClientHeadersApi'],
	['hubSpotOAuth2', 'gtmMcpClientHubSpotOAuth2Api'],
	['oAuth2', 'gtmMcpClientOAuth2Api'],
] as const;

export type CredentialKind = (typeof CREDENTIALS)[number][0];

export const ENVIRONMENT_CREDENTIAL = 'gtmMcpClientEnvironmentApi';

/** The fields of a credential, as n8n hands them out: all optional, none certain. */
export type CredentialFields = Readonly<Record<string, unknown>>;

export function isCredentialKind(value: unknown): value is CredentialKind {
	return CREDENTIALS.some(([kind]) => kind === value);
}

export function credentialOf(wanted: CredentialKind): string {
	return CREDENTIALS.find(([kind]) => kind === wanted)?.[1] ?? '';
}
