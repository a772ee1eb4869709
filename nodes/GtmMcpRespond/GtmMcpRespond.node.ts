import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { operationProperties } from './actions/operation.properties';
import { router } from './actions/router';
import { outputsOf } from './outputs';

export class GtmMcpRespond implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Respond',
		name: 'gtmMcpRespond',
		icon: {
			light: 'file:../../icons/gtm-mcp-respond.svg',
			dark: 'file:../../icons/gtm-mcp-respond.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/([A-Z])/g, " $1").replace(/^./, (first) => first.toUpperCase()) }}',
		description:
			'Answer the MCP client that called this workflow, report progress, or ask its user or model',
		defaults: { name: 'GTM MCP Respond' },
		// An agent behind the server trigger can ask the person who called it before it acts; as a tool,
		// the node offers only what an agent has use for.
		usableAsTool: {
			replacements: {
				description:
					"Let an agent ask the user of the MCP client that called this workflow, ask the client's model, or report progress",
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ (${outputsOf.toString()})($parameter) }}`,
		properties: operationProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
