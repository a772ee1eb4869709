import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

const common = {
	group: ['transform' as const],
	version: 1,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
};

/** Starts a workflow with given items: its parameter `items` is their JSON, as text. */
export class StartItems implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Start Items',
		name: 'startItems',
		description: 'Outputs the items it is given',
		defaults: { name: 'Start' },
		inputs: [],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[{}]' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const text = this.getNodeParameter('items', 0) as string;
		const items = JSON.parse(text) as Array<INodeExecutionData['json']>;
		return await Promise.resolve([items.map((json, item) => ({ json, pairedItem: { item } }))]);
	}
}

/** Hands its items on, so that a workflow can look back through it. */
export class PassThrough implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Pass Through',
		name: 'passThrough',
		description: 'Outputs what it gets',
		defaults: { name: 'Pass Through' },
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await Promise.resolve([this.getInputData()]);
	}
}
