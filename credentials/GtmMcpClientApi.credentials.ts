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
				"The URL of the server's MCP endpoint (Streamable HTTP). The key is only ever sent to this URL's scheme, host and port.",
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The key that the server gave you, with or without a Bearer prefix',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'Authorization',
			description:
				'The header that carries the key. Authorization sends "Bearer" and the key, any other header sends the key alone.',
		},
		otherServerUrls,
	];
}
