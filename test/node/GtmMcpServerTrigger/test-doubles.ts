import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

const common = {
	group: ['transform' as const],
	version: 1,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

/** A node that always fails, with advice. */
export class FailNode implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Fail',
		name: 'fail',
		description: 'Fails',
		defaults: { name: 'Fail' },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new NodeOperationError(this.getNode(), 'The lead is unknown', {
			description: 'Ask for the email.',
		});
	}
}

/** A node that puts out one item with files, a message or values, as its class says. */
export class ItemsNode implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Items',
		name: 'items',
		description: 'Puts out what it is told',
		defaults: { name: 'Items' },
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [JSON.parse(this.getNodeParameter('items', 0) as string) as INodeExecutionData[]];
	}
}

/** A node that does something while it runs, and hands its items on. */
export function actNode(act: (executionId: string) => void): INodeType {
	return {
		description: {
			...common,
			displayName: 'Act',
			name: 'act',
			description: 'Does what the test says',
			defaults: { name: 'Act' },
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			act(this.getExecutionId());
			return [this.getInputData()];
		},
	};
}
