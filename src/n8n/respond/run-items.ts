import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from './node-error';
import type { ItemOutcome, StepEnd, Run, StartOperation } from './operation';
import { forEachItem } from '../item-loop';
import { mcpProcess } from '../server/mcp-process';

/** The output of each outcome: operations that do not ask have only the first. */
const OUTPUTS: Record<StepEnd, number> = {
	done: 0,
	noClient: 0,
	answered: 0,
	declined: 1,
	cancelled: 2,
	timedOut: 3,
};

/** An item, and the output that it goes to. */
interface Placed {
	output: number;
	item: INodeExecutionData;
}

/**
 * Runs an operation over the items, one after the other, and sorts them by what became of them. In
 * the hands of an agent there is one output, and the outcome is part of what the model reads.
 *
 * @param outputCount how many outputs the operation has on the canvas
 * @throws NodeOperationError for an item that fails, unless the node is to go on
 */
export async function runItems(
	context: IExecuteFunctions,
	start: StartOperation,
	outputCount: number,
): Promise<INodeExecutionData[][]> {
	const run = await toRun(context);
	const { asTool } = run;
	const handler = start(run);
	const outputs: INodeExecutionData[][] = Array.from(
		{ length: asTool ? 1 : outputCount },
		() => [],
	);
	const items = context.getInputData();
	const results = await forEachItem<Placed>(context, {
		concurrency: 1,
		async handle(itemIndex) {
			const result = await handler.handle(itemIndex);
			const given = items[itemIndex] ?? { json: {} };
			return asTool
				? { output: 0, item: toToolItem(result, itemIndex) }
				: { output: OUTPUTS[result.outcome], item: merge(given, result, itemIndex) };
		},
		failed: (item) => ({ output: 0, item }),
		toNodeError,
	});
	for (const { output, item } of results) outputs[output]?.push(item);
	await handler.finish?.();
	return outputs;
}

async function toRun(context: IExecuteFunctions): Promise<Run> {
	const shown = new Set<string>();
	const hint = (message: string) => {
		if (shown.has(message)) return;
		shown.add(message);
		context.addExecutionHints({ message, location: 'outputPane' });
	};
	const call = await mcpProcess().bus.ofExecution(context.getExecutionId());
	if (call === undefined) hint(withoutClient(context));
	return { context, call, asTool: isTool(context), hint };
}

function withoutClient(context: IExecuteFunctions): string {
	const passed = 'nothing was sent and the items passed through';
	return context.getMode() === 'manual'
		? `No MCP client is waiting for this run: ${passed}. To test it, click Execute step on the GTM MCP Server Trigger and call the tool from a client at the test URL.`
		: `No MCP call is waiting for this execution: it was already answered, canceled or timed out, or something else started the workflow: ${passed}.`;
}

/** n8n derives a tool from the node, under its name with "Tool" behind it. */
function isTool(context: IExecuteFunctions): boolean {
	return context.isToolExecution() || context.getNode().type.endsWith('Tool');
}

function merge(
	item: INodeExecutionData,
	{ fields }: ItemOutcome,
	itemIndex: number,
): INodeExecutionData {
	const { json, binary } = item;
	return {
		json: fields ? { ...json, ...fields } : json,
		...(binary ? { binary } : {}),
		pairedItem: { item: itemIndex },
	};
}

function toToolItem({ outcome, fields }: ItemOutcome, itemIndex: number): INodeExecutionData {
	return { json: { outcome, ...fields }, pairedItem: { item: itemIndex } };
}
