import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** Whose access tokens a server takes. Tested by the node (`testServerJwt`). */
export class GtmMcpServerJwtApi implements ICredentialType {
	name = 'gtmMcpServerJwtApi';

	displayName = 'GTM MCP Server JWT API';

	icon = {
		light: 'file:../icons/gtm-mcp-server.svg',
		dark: 'file:../icons/gtm-mcp-server.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/server/access.md#tokens';

	properties: INodeProperties[] = [
		{
			displayName: 'Issuer',
			name: 'issuer',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.eu.auth0.com/',
			description:
				'Who makes the tokens, exactly as they say it in "iss", with or without a slash at its end. Clients are sent there to get one.',
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/mcp/gtm',
			description:
				'What tokens must be made for, as they say it in "aud": the URL of the server, or the name that it has at the issuer. Several are separated by commas.',
		},
		{
			displayName: 'JWKS URL',
			name: 'jwksUri',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme.eu.auth0.com/.well-known/jwks.json',
			description:
				"Where the issuer publishes its keys. Looked up in the issuer's metadata if empty.",
		},
		{
			displayName: 'Algorithms',
			name: 'algorithms',
			type: 'multiOptions',
			options: [
				{ name: 'Ed25519', value: 'Ed25519' },
				{ name: 'EdDSA', value: 'EdDSA' },
				{ name: 'ES256', value: 'ES256' },
				{ name: 'ES384', value: 'ES384' },
				{ name: 'ES512', value: 'ES512' },
				{ name: 'PS256', value: 'PS256' },
				{ name: 'PS384', value: 'PS384' },
				{ name: 'PS512', value: 'PS512' },
				{ name: 'RS256', value: 'RS256' },
				{ name: 'RS384', value: 'RS384' },
				{ name: 'RS512', value: 'RS512' },
			],
			default: ['RS256', 'PS256', 'ES256', 'EdDSA'],
			description: 'How tokens may be signed. Shared secrets (HS256) are not taken.',
		},
		{
			displayName: 'Scopes',
			name: 'scopesSupported',
			type: 'string',
			default: '',
			placeholder: 'e.g. leads:read leads:write',
			description:
				'What clients are told that they can ask the issuer for, separated by blanks. Tools say themselves which they require.',
		},
		{
			displayName: 'Clock Tolerance (Seconds)',
			name: 'clockTolerance',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 300 },
			default: 30,
			description: "How far the issuer's clock and that of this machine may be apart",
		},
	];
}
