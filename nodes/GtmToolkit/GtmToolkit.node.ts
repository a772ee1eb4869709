import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { allVendors } from '../../src/gtm/vendors/registry';
import { vendorNames } from '../../src/n8n/gtm/node/vendor.properties';
import { runRequestedTool } from '../../src/n8n/toolkit/run-requested-tool';
import { supplyTools } from '../../src/n8n/toolkit/supply-tools';
import {
	getTools,
	serverNames,
	toolkitCredentials,
	toolkitProperties,
} from '../../src/n8n/toolkit/toolkit.properties';

/** A vendor of two kinds is one system. */
const SYSTEMS = [...new Map(allVendors.map((vendor) => [vendor.profile.name, vendor])).values()];

export class GtmToolkit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Toolkit',
		name: 'gtmToolkit',
		icon: {
			light: 'file:../../icons/gtm-toolkit.svg',
			dark: 'file:../../icons/gtm-toolkit.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(serverNames)}[$parameter["server"]] || "Waterfall" }}`,
		description: `Serve ${vendorNames(SYSTEMS)} over MCP, or give its tools to an AI Agent: choose the system and a credential`,
		defaults: { name: 'GTM Toolkit' },
		inputs: [],
		outputs: [{ type: NodeConnectionTypes.AiTool, displayName: 'Tools' }],
		credentials: toolkitCredentials,
		properties: toolkitProperties,
	};

	methods = { loadOptions: { getTools } };

	/** For agents before version 3, human reviews, n8n's own MCP trigger, and calls as executions. */
	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		return await Promise.resolve(supplyTools(this, itemIndex));
	}

	/** For AI Agents from version 3 on: n8n runs the node itself for each tool that is called. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runRequestedTool(this)];
	}
}
