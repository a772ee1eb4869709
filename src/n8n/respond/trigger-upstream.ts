import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

const TRIGGER = /(?:^|\.)gtmMcpServerTrigger$/;

/**
 * A workflow that answers needs someone to ask: without a trigger before it, this node can never
 * reach a client.
 *
 * @throws NodeOperationError if no GTM MCP Server Trigger leads to this node
 */
export function expectTriggerUpstream(context: IExecuteFunctions, itemIndex: number): void {
	const parents = context.getParentNodes(context.getNode().name);
	if (parents.some(({ type }) => TRIGGER.test(type))) return;
	throw new NodeOperationError(context.getNode(), 'There is no call to respond to', {
		itemIndex,
		description:
			'Start the workflow with a GTM MCP Server Trigger, and put this node behind one of its outputs. Another workflow that is called from there cannot respond: return its items, and respond in the first workflow.',
	});
}
