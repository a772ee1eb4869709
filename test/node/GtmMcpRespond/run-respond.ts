import type { INode, INodeExecutionData, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { RespondTool, TriggerStandIn } from './test-nodes';
import { GtmMcpRespond } from '../../../nodes/GtmMcpRespond/GtmMcpRespond.node';
import type { LiveCall } from '../../../src/mcp/bus/live-call';
import { mcpProcess } from '../../../src/n8n/server/mcp-process';
import { runWorkflow } from '../harness/run-workflow';
import { PassThrough } from '../harness/test-nodes';

interface Setting {
	/** The call that the execution serves, if there is one. */
	call?: LiveCall;
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	mode?: WorkflowExecuteMode;
	/** What starts the workflow. */
	startType?: 'gtmMcpServerTrigger' | 'passThrough';
	/** As an agent's tool in place of a node of its own. */
	asTool?: boolean;
}

/** Runs one GTM MCP Respond node behind a trigger, in n8n's own engine. */
export async function runRespond(parameters: INodeParameters, setting: Setting = {}) {
	const { call, items = [{ json: {} }], mode = 'webhook', onError, asTool } = setting;
	const process = mcpProcess();
	const { bus } = process;
	process.bus = { ...bus, ofExecution: async () => call };
	try {
		const finished = await runWorkflow(
			{
				nodes: [
					{ name: 'Start', type: `test.${setting.startType ?? 'gtmMcpServerTrigger'}` },
					{
						name: 'Respond',
						type: asTool ? 'test.gtmMcpRespondTool' : 'test.gtmMcpRespond',
						parameters,
						...(onError ? { onError } : {}),
					},
				],
				connections: { Start: { main: [[{ node: 'Respond', type: 'main', index: 0 }]] } },
			},
			{
				nodeTypes: [
					new GtmMcpRespond(),
					new RespondTool(),
					new TriggerStandIn(),
					new PassThrough(),
				],
				startItems: items,
				mode,
			},
		);
		const task = finished.run.data.resultData.runData.Respond?.at(-1);
		return { ...finished, hints: (task?.hints ?? []).map(({ message }) => message) };
	} finally {
		process.bus = bus;
	}
}

export const itemsOf = (...values: Array<INodeExecutionData['json']>): INodeExecutionData[] =>
	values.map((json) => ({ json }));
