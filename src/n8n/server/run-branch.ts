import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { resultOfRun } from './execution-result';
import { readStartItem, toFlowItem } from './flow-start';
import { processExchanges } from './process-exchanges';
import { readBranches, type TriggerContext } from './trigger-parameters';
import { onExecutionFinished } from '../runtime-internals';

/**
 * The trigger's part in an execution: ties the open exchange to it, sends the call down the output
 * of its tool, and answers when the whole execution has ended.
 *
 * @returns one list of items an output; all but the called tool's are empty
 * @throws NodeOperationError if no call started the execution
 */
export function runBranch(context: IExecuteFunctions): INodeExecutionData[][] {
	const start = readStartItem(context.getInputData()[0]?.json);
	if (start === undefined) {
		throw new NodeOperationError(context.getNode(), 'There is no call to run', {
			description:
				'This node starts when an MCP client calls one of its tools. Let it listen, and call a tool at the test URL.',
		});
	}
	const branches = readBranches(readerOf(context));
	const output = branches.findIndex(({ name }) => name.trim() === start.call.tool);
	const exchanges = processExchanges();
	exchanges.bind(start.exchangeId, context.getExecutionId());
	onExecutionFinished(context, (run) =>
		exchanges.settle(start.exchangeId, resultOfRun(run, branches[output]?.resultShape ?? 'auto')),
	);
	if (output < 0) {
		throw new NodeOperationError(
			context.getNode(),
			`The tool "${start.call.tool}" was removed after it had been called`,
		);
	}
	return branches.map((_, index) =>
		index === output ? [{ json: toFlowItem(start), pairedItem: { item: 0 } }] : [],
	);
}

/** Executions read parameters by item; the trigger has only one. */
function readerOf(context: IExecuteFunctions): TriggerContext {
	return {
		getNode: () => context.getNode(),
		getNodeParameter: (name, fallback) => context.getNodeParameter(name, 0, fallback),
		getCredentials: async (type) => await context.getCredentials(type),
	};
}
