import type { INodeCredentialDescription } from 'n8n-workflow';

/** By the value of *Authentication*; n8n lets no node test a credential of OAuth2. */
const OVER_HTTP = [
	['apiKey', 'gtmMcpClientApi', 'testMcpConnection'],
	['headers', 'gtmMcpClientHeadersApi', 'testMcpHeaders'],
	['oAuth2', 'gtmMcpClientOAuth2Api', undefined],
	['hubSpotOAuth2', 'gtmMcpClientHubSpotOAuth2Api', undefined],
	['clientCredentials', 'gtmMcpClientCredentialsApi', 'testMcpClientCredentials'],
] as const;

/**
 * What a node signs in to its server with. Were every way to reach a server named under `show`, the
 * editor would take that parameter for the choice of a credential, and hide it.
 *
 * @param elsewhere when the node asks no server, by the values of a parameter
 */
export function serverCredentials(
	elsewhere: Record<string, string[]> = {},
): INodeCredentialDescription[] {
	const hasOther = Object.keys(elsewhere).length > 0;
	return [
		...OVER_HTTP.map(([authentication, name, testedBy]) => ({
			name,
			required: true,
			...(testedBy !== undefined && { testedBy }),
			displayOptions: {
				show: { authentication: [authentication] },
				hide: { server: ['command'], ...elsewhere },
			},
		})),
		{
			name: 'gtmMcpClientEnvironmentApi',
			testedBy: 'testMcpEnvironment',
			displayOptions: { show: { server: ['command'] }, ...(hasOther && { hide: elsewhere }) },
		},
	];
}
