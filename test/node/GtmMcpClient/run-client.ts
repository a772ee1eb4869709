import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { type WorkflowJson, runWorkflow } from '../harness/run-workflow';

export interface ClientNode {
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
	/** Beside the client, e.g. a chat model that is connected to it. */
	others?: Pick<WorkflowJson, 'nodes' | 'connections'>;
}

export function clientWorkflow({
	parameters,
	items = [{}],
	onError,
	others,
}: ClientNode): WorkflowJson {
	return {
		nodes: [
			{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
			{
				name: 'Client',
				type: 'test.gtmMcpClient',
				onError,
				parameters: {
					server: 'url',
					authentication: 'none',
					operation: 'callTool',
					inputMode: 'json',
					json: '{}',
					options: {},
					...parameters,
				},
			},
			...(others?.nodes ?? []),
		],
		connections: {
			Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] },
			...others?.connections,
		},
	};
}

/** Runs the client without a credential. */
export async function runClientNode(node: ClientNode, nodeTypes: INodeType[] = []) {
	return await runWorkflow(clientWorkflow(node), { nodeTypes: [new GtmMcpClient(), ...nodeTypes] });
}

export const tool = (name: string): INodeParameters => ({
	tool: { __rl: true, mode: 'name', value: name },
});
