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
	throw new NodeOperationError(context.getNode(), 'This execution has no MCP call to respond to', {
		itemIndex,
		description:
			'Start the workflow with a GTM MCP Server Trigger and connect this node to one of its outputs. A sub-workflow cannot respond: return its items and respond in the main workflow.',
	});
}
