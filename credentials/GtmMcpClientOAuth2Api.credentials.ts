import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import {
	initializeTest,
	otherServerUrls,
	resourceUrl,
	serverUrl,
} from '../src/n8n/client/credential-properties';

/** OAuth 2.1 through the Connect button of n8n: by dynamic client registration, or with an app of your own. */
export class GtmMcpClientOAuth2Api implements ICredentialType {
	name = 'gtmMcpClientOAuth2Api';

	displayName = 'GTM MCP Client OAuth2 API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	extends = ['oAuth2Api'];

	/** For whoever tests a stored credential; the editor only shows whether Connect worked. */
	test = initializeTest;

	properties: INodeProperties[] = [
		{
			displayName: 'Use Dynamic Client Registration',
			name: 'useDynamicClientRegistration',
			type: 'boolean',
			default: true,
			hint: 'On: no key is needed. Off: the client ID is in the app that you create at the vendor.',
			description:
				'Whether to register n8n with the server automatically. If connecting fails at /register, turn it off, create an app at the vendor and enter its client ID.',
		},
		serverUrl,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'pkce',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Body',
					value: 'body',
					description: 'Client ID and secret in the body of the token request',
				},
				{
					name: 'Header',
					value: 'header',
					description: 'Client ID and secret in a Basic header',
				},
			],
			default: 'body',
			description: 'How n8n authenticates with the authorization server',
			displayOptions: { show: { useDynamicClientRegistration: [false] } },
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Leave empty for a public app, which uses PKCE only',
			displayOptions: { show: { useDynamicClientRegistration: [false] } },
		},
		resourceUrl,
		otherServerUrls,
	];
}
