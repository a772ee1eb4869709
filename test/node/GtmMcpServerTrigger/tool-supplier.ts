import {
	NodeConnectionTypes,
	type INodeType,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';

/** A sub-node that supplies one tool, by its own parameter `tool`; notes who was asked and called. */
export function toolSupplier(log: string[]): INodeType {
	return {
		description: {
			displayName: 'Supplier',
			name: 'supplier',
			group: ['transform'],
			version: 1,
			description: 'Supplies a tool',
			defaults: { name: 'Supplier' },
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
			properties: [{ displayName: 'Tool', name: 'tool', type: 'string', default: '' }],
		},
		async supplyData(this: ISupplyDataFunctions): Promise<SupplyData> {
			const { name: node } = this.getNode();
			log.push(`${node} asked`);
			const name = this.getNodeParameter('tool', 0) as string;
			if (name === 'fails') throw new Error('no connection');
			return {
				response: {
					name,
					description: 'A tool',
					invoke: async () => {
						log.push(`${node} called`);
						return JSON.stringify({ by: node });
					},
				},
			};
		},
	};
}
