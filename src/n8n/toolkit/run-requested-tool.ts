import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { isWriting } from '../../gtm/toolkit/offered-tool';
import { runTool } from '../../gtm/toolkit/run-tool';
import { toToolReader } from '../agent-tools/tool-reader';
import { requestedCall } from '../runtime-internals';
import { agentIn, approvalNeeded, toolkitOf } from './supply-tools';
import { connectToolkit } from './toolkit-connection';
import { nameOf } from './toolkit-settings';

/**
 * Runs the tool that an AI Agent (version 3) asked for: one a run, with one item. The item also holds
 * the agent's own input; the arguments are taken from the request.
 *
 * @throws NodeOperationError whose message the agent gives to its model
 */
export async function runRequestedTool(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const request = requestedCall(context);
	if (!request) {
		throw new NodeOperationError(node, 'No agent called a tool', {
			description:
				'This node gives tools to GTM MCP Server Trigger or an AI Agent, and runs them: connect it to their Tools port.',
		});
	}
	const settings = toolkitOf(context, 0);
	const { tool: wanted, ...given } = request.json;
	const offered = settings.tools.find(({ tool }) => nameOf(settings, tool.name) === wanted);
	if (!offered) {
		throw new NodeOperationError(node, `There is no tool "${String(wanted)}" any more`);
	}
	const { review } = toToolReader(context, request.requester);
	if (settings.writes === 'ask' && isWriting(offered) && review === 'nobody') {
		return [toItem(approvalNeeded(String(wanted)))];
	}
	const run = connectToolkit(context, settings).runFor({
		id: context.getExecutionId(),
		caller: agentIn(context),
		signal: context.getExecutionCancelSignal(),
	});
	const args = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
	const end = await runTool(offered, args, run);
	if (end.kind === 'data') return [toItem(end.data)];
	throw new NodeOperationError(node, end.message, { itemIndex: 0 });
}

function toItem(response: unknown): INodeExecutionData {
	return { json: { response: response as string }, pairedItem: { item: 0 } };
}
