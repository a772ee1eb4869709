import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { pollChanges } from '../../src/n8n/client/poll-changes';
import { pickFromServer } from '../GtmMcpClient/descriptions/pick.properties';
import { resilienceProperties } from '../GtmMcpClient/descriptions/resilience.properties';
import { serverCredentials } from '../GtmMcpClient/descriptions/server-credentials';
import { otherServerUrl, serverProperties } from '../GtmMcpClient/descriptions/server.properties';
import * as credentialTest from '../GtmMcpClient/methods/credentialTest';
import * as listSearch from '../GtmMcpClient/methods/listSearch';

export class GtmMcpWatchTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Watch Trigger',
		// Not the client's name with "Trigger": n8n's picker would make one entry of both, with this text.
		name: 'gtmMcpWatchTrigger',
		icon: {
			light: 'file:../../icons/gtm-mcp-client.svg',
			dark: 'file:../../icons/gtm-mcp-client.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "watch: " + $parameter["watch"] }}',
		description:
			'Starts the workflow when something changes on an MCP (Model Context Protocol) server',
		defaults: { name: 'GTM MCP Watch Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: serverCredentials(),
		properties: [
			...serverProperties,
			{
				displayName: 'Watch',
				name: 'watch',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'List of Prompts',
						value: 'prompts',
						description: 'Starts when prompts are added, removed or changed',
					},
					{
						name: 'List of Resources',
						value: 'resources',
						description: 'Starts when resources are added, removed or changed in the list',
					},
					{
						name: 'List of Tools',
						value: 'tools',
						description: 'Starts when tools are added, removed or changed',
					},
					{
						name: 'Resource',
						value: 'resource',
						description: 'Starts when the content of one resource changes',
					},
				],
				default: 'resource',
				description: 'What to check at each poll',
			},
			{
				...pickFromServer({
					displayName: 'URI',
					name: 'uri',
					description: 'The resource to watch',
					search: 'searchResources',
					byName: { displayName: 'By URI', placeholder: 'e.g. crm://accounts/acme.com' },
				}),
				displayOptions: { show: { watch: ['resource'] } },
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [otherServerUrl, ...resilienceProperties],
			},
		],
	};

	methods = { credentialTest, listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollChanges(this);
	}
}
