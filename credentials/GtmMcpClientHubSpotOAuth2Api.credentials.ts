import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { initializeTest } from '../src/n8n/client/credential-properties';
import { clientIdField } from '../src/n8n/gtm/credential/fields';

/** HubSpot's MCP server registers no clients by itself: everything but the ID and secret of your app is filled in. */
export class GtmMcpClientHubSpotOAuth2Api implements ICredentialType {
	name = 'gtmMcpClientHubSpotOAuth2Api';

	displayName = 'GTM MCP Client HubSpot OAuth2 API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	extends = ['oAuth2Api'];

	test = initializeTest;

	properties: INodeProperties[] = [
		clientIdField('In HubSpot: Development > MCP Auth Apps > your app'),
		{
			displayName: 'Use Dynamic Client Registration',
			name: 'useDynamicClientRegistration',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'hidden',
			default: 'https://mcp.hubspot.com',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'pkce',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://mcp.hubspot.com/oauth/authorize/user',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://mcp.hubspot.com/oauth/v3/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Resource URL',
			name: 'resourceUrl',
			type: 'hidden',
			default: 'https://mcp.hubspot.com/',
		},
	];
}
