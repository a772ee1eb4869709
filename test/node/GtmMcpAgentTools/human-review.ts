import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

/** A human-review node as n8n makes them of its send-and-wait nodes; n8n-core supplies its tools. */
export class HumanReview implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Review',
		name: 'reviewHitlTool',
		group: ['transform'],
		version: 1,
		description: 'Asks a person',
		defaults: { name: 'Review' },
		inputs: [{ type: NodeConnectionTypes.AiTool, required: true }],
		outputs: [{ type: NodeConnectionTypes.AiTool }],
		properties: [{ displayName: 'Message', name: 'message', type: 'string', default: '' }],
	};
}
