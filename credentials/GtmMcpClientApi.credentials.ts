import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otherServerUrls } from '../src/n8n/client/credential-properties';

/** How to reach an MCP server that takes an API key. Tested by the node (`testMcpConnection`). */
export class GtmMcpClientApi implements ICredentialType {
	name = 'gtmMcpClientApi';

	displayName = 'GTM MCP Client API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/mcp',
			description:
				'The URL of the MCP endpoint of the server. n8n sends the key only to the scheme, host and port of this URL.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'In the settings of the server or vendor, mostly under API or MCP',
			description: 'With or without "Bearer"',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'Authorization',
			description:
				'The header for the key. Authorization sends "Bearer" and the key; other headers send only the key.',
		},
		otherServerUrls,
	];
}
