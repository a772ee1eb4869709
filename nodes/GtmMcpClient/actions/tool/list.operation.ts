import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	updateDisplayOptions,
} from 'n8n-workflow';

import type { ExecutionConnections } from '../../../../src/n8n/client/execution-connections';
import { toItem } from '../../../../src/n8n/client/result-items';
import { timeoutOption } from './timeout.option';

const properties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1 },
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [timeoutOption],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['tool'], operation: ['list'] } },
	properties,
);

/** One item a tool, as the server describes it. */
export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
	connections: ExecutionConnections,
): Promise<INodeExecutionData[]> {
	const tools = await connections.use(
		itemIndex,
		async (connection, limits) => (await connection.list('tools', limits)).items,
	);
	const returnAll = this.getNodeParameter('returnAll', itemIndex);
	const limit = returnAll ? tools.length : Number(this.getNodeParameter('limit', itemIndex));
	return tools.slice(0, limit).map((tool) => toItem(tool, itemIndex));
}
