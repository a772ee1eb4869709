import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { otherServerUrls, serverUrl } from '../src/n8n/client/credential-properties';

/** How to reach an MCP server that wants several headers. Tested by the node (`testMcpHeaders`). */
export class GtmMcpClientHeadersApi implements ICredentialType {
	name = 'gtmMcpClientHeadersApi';

	displayName = 'GTM MCP Client Headers API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	properties: INodeProperties[] = [
		serverUrl,
		{
			displayName: 'Headers',
			name: 'headers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Header' },
			placeholder: 'Add Header',
			default: { header: [{ name: '', value: '' }] },
			description: 'Headers to send with every request, exactly as entered',
			options: [
				{
					name: 'header',
					displayName: 'Header',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. X-Account-ID',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							typeOptions: { password: true },
							default: '',
							hint: 'In the settings of the server or vendor, mostly under API or MCP',
							description: 'For a bearer token, add "Bearer " before it',
						},
					],
				},
			],
		},
		otherServerUrls,
	];
}
