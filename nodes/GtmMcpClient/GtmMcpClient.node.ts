import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { router } from './actions/router';
import * as tool from './actions/tool/tool.resource';
import * as credentialTest from './methods/credentialTest';
import * as listSearch from './methods/listSearch';
import * as resourceMapping from './methods/resourceMapping';

export class GtmMcpClient implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Client',
		name: 'gtmMcpClient',
		icon: {
			light: 'file:../../icons/gtm-mcp-client.svg',
			dark: 'file:../../icons/gtm-mcp-client.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Use the tools of any MCP (Model Context Protocol) server',
		defaults: { name: 'GTM MCP Client' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'gtmMcpClientApi',
				required: true,
				testedBy: 'testMcpConnection',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{ name: 'API Key', value: 'apiKey' },
					{ name: 'None', value: 'none' },
				],
				default: 'apiKey',
			},
			{
				displayName: 'Server URL',
				name: 'serverUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/mcp',
				description:
					'Leave empty to use the URL of the credential. Another URL must have the same scheme, host and port, because the key is not sent anywhere else.',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				displayName: 'Server URL',
				name: 'serverUrl',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://example.com/mcp',
				description: "The URL of the server's MCP endpoint (Streamable HTTP)",
				displayOptions: { show: { authentication: ['none'] } },
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Tool', value: 'tool' }],
				default: 'tool',
			},
			...tool.description,
		],
	};

	methods = { credentialTest, listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
