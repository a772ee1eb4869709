import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { runRequestedCall } from '../../src/n8n/agent-tools/run-calls';
import { supplyToolkit } from '../../src/n8n/agent-tools/supply-toolkit';
import { serverCredentials } from '../GtmMcpClient/descriptions/server-credentials';
import { serverProperties } from '../GtmMcpClient/descriptions/server.properties';
import * as credentialTest from '../GtmMcpClient/methods/credentialTest';
import * as loadOptions from './methods/loadOptions';
import { optionProperties } from './option.properties';
import { toolProperties } from './tool.properties';

export class GtmMcpAgentTools implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Agent Tools',
		name: 'gtmMcpAgentTools',
		icon: {
			light: 'file:../../icons/gtm-mcp-agent-tools.svg',
			dark: 'file:../../icons/gtm-mcp-agent-tools.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["server"] === "preset" ? $parameter["preset"] : "" }}',
		description:
			'Give an AI Agent the tools of any MCP (Model Context Protocol) server, among them HubSpot, Attio, Apollo, Clay and PostHog',
		defaults: { name: 'GTM MCP Agent Tools' },
		inputs: [],
		outputs: [{ type: NodeConnectionTypes.AiTool, displayName: 'Tools' }],
		credentials: serverCredentials(),
		properties: [...serverProperties, ...toolProperties, optionProperties],
	};

	methods = { credentialTest, loadOptions };

	/** For agents before version 3, agents within agents, human reviews and triggers. */
	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		return await supplyToolkit(this, itemIndex);
	}

	/** For AI Agents from version 3 on: n8n runs the node itself for each tool that is called. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runRequestedCall(this)];
	}
}
