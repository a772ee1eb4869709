import type { INode, INodeExecutionData, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { RespondTool, TriggerStandIn } from './test-nodes';
import { GtmMcpRespond } from '../../../nodes/GtmMcpRespond/GtmMcpRespond.node';
import type { LiveCall } from '../../../src/mcp/bus/live-call';
import { processLiveCalls } from '../../../src/n8n/server/process-live-calls';
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
	if (call) processLiveCalls().set('test-execution', call);
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
		processLiveCalls().delete('test-execution');
	}
}

export const itemsOf = (...values: Array<INodeExecutionData['json']>): INodeExecutionData[] =>
	values.map((json) => ({ json }));
