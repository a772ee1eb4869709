import type { DynamicParameterRequest, WorkflowNode } from '../../n8n/rest-types.ts';

/** Whose view of a tool: ours or that of n8n's own nodes. */
export const SIDES = { ours: 'ours', builtin: 'built-in' } as const;
export type SideName = keyof typeof SIDES;

/** The sub-node that gives an agent the tools of a server, with its defaults. */
export function toolsNode(
	side: SideName,
	url: string,
): Pick<WorkflowNode, 'parameters' | 'type' | 'typeVersion'> {
	if (side === 'builtin') {
		return {
			type: '@n8n/n8n-nodes-langchain.mcpClientTool',
			typeVersion: 1.4,
			parameters: { endpointUrl: url, authentication: 'none', include: 'all', options: {} },
		};
	}
	return {
		type: 'n8n-nodes-gtm-mcp.gtmMcpAgentTools',
		typeVersion: 1,
		parameters: { authentication: 'none', serverUrl: url },
	};
}

/** Asks for the form that the step offers for a tool. */
export function formRequest(side: SideName, url: string, tool: string): DynamicParameterRequest {
	const chosen = { __rl: true, mode: 'list', value: tool };
	if (side === 'builtin') {
		return {
			path: 'parameters.parameters',
			methodName: 'getToolParameters',
			nodeTypeAndVersion: { name: '@n8n/n8n-nodes-langchain.mcpClient', version: 1.1 },
			currentNodeParameters: {
				serverTransport: 'httpStreamable',
				endpointUrl: url,
				authentication: 'none',
				tool: chosen,
			},
		};
	}
	return {
		path: 'parameters.form',
		methodName: 'getToolForm',
		nodeTypeAndVersion: { name: 'n8n-nodes-gtm-mcp.gtmMcpClient', version: 1 },
		currentNodeParameters: {
			authentication: 'none',
			serverUrl: url,
			operation: 'callTool',
			tool: chosen,
		},
	};
}
