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
			hint: 'In the settings of your identity provider, mostly next to its JWKS URL',
			description:
				'Your identity provider, exactly as in the "iss" claim of its tokens, including a trailing slash if it has one. Clients sign in there.',
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/mcp/gtm',
			description:
				'The "aud" claim of the tokens: the URL of this server, or its name at the identity provider. Separate several with commas.',
		},
		{
			displayName: 'JWKS URL',
			name: 'jwksUri',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme.eu.auth0.com/.well-known/jwks.json',
			description:
				'Where the issuer publishes its keys. Leave empty to find it in the metadata of the issuer.',
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
			description: 'Signature algorithms to accept. Shared secrets (HS256) are not supported.',
		},
		{
			displayName: 'Scopes',
			name: 'scopesSupported',
			type: 'string',
			default: '',
			placeholder: 'e.g. leads:read leads:write',
			description:
				'Scopes that clients can request from the issuer, separated by spaces. Set the scope that a tool requires in its branch.',
		},
		{
			displayName: 'Clock Tolerance (Seconds)',
			name: 'clockTolerance',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 300 },
			default: 30,
			description: 'Maximum difference between the clocks of the issuer and this machine',
		},
	];
}
