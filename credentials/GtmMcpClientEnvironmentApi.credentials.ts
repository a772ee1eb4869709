import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { environmentVariables } from '../src/n8n/client/credential-properties';

/** The secrets of an MCP server that runs as a local command. Tested by the node (`testMcpEnvironment`). */
export class GtmMcpClientEnvironmentApi implements ICredentialType {
	name = 'gtmMcpClientEnvironmentApi';

	displayName = 'GTM MCP Client Environment API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-client.md#credentials';

	icon: Icon = {
		light: 'file:../icons/gtm-mcp-client.svg',
		dark: 'file:../icons/gtm-mcp-client.dark.svg',
	};

	properties: INodeProperties[] = [environmentVariables];
}
