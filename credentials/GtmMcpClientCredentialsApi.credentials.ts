import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otherServerUrls, serverUrl } from '../src/n8n/client/credential-properties';

/** A client that gets tokens for itself (OAuth 2 client credentials). Tested by the node (`testMcpClientCredentials`). */
export class GtmMcpClientCredentialsApi implements ICredentialType {
	name = 'gtmMcpClientCredentialsApi';

	displayName = 'GTM MCP Client Credentials API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	properties: INodeProperties[] = [
		serverUrl,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			hint: 'In the app that you register at the authorization server of the MCP server',
		},
		{
			displayName: 'Proof of Identity',
			name: 'proof',
			type: 'options',
			options: [
				{
					name: 'Private Key (JWT)',
					value: 'privateKeyJwt',
					description: 'A signed assertion; no secret leaves n8n (RFC 7523)',
				},
				{
					name: 'Secret, in a Basic Header',
					value: 'basic',
					description: 'Works with most authorization servers (client_secret_basic)',
				},
				{
					name: 'Secret, in the Body',
					value: 'post',
					description: 'Also known as client_secret_post',
				},
			],
			default: 'basic',
			description: 'How the client authenticates with the authorization server',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { proof: ['basic', 'post'] } },
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
			description:
				'The private key in PKCS#8 PEM format. Register the public key with the authorization server.',
			displayOptions: { show: { proof: ['privateKeyJwt'] } },
		},
		{
			displayName: 'Algorithm',
			name: 'algorithm',
			type: 'options',
			options: [
				{ name: 'EdDSA', value: 'EdDSA' },
				{ name: 'ES256', value: 'ES256' },
				{ name: 'ES384', value: 'ES384' },
				{ name: 'PS256', value: 'PS256' },
				{ name: 'RS256', value: 'RS256' },
			],
			default: 'ES256',
			description: 'Signature algorithm of the assertion. It must match the private key.',
			displayOptions: { show: { proof: ['privateKeyJwt'] } },
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. contacts.read deals.read',
			description:
				'Scopes to request, separated by spaces. Leave empty to use those that the server asks for.',
		},
		{
			displayName: 'Issuer',
			name: 'issuer',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://login.example.com',
			description:
				'The authorization server that issued the client ID. If set, n8n sends the secret to this server only.',
		},
		otherServerUrls,
	];
}
