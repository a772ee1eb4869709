import { type INodeExecutionData, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toItem } from '../../../../src/n8n/client/result-items';
import { requestOptions } from '../../descriptions/request.options';

const properties: INodeProperties[] = [requestOptions()];

export const description = updateDisplayOptions(
	{ show: { operation: ['checkHealth'] } },
	properties,
);

/** One item an endpoint, healthy or not: a server that is down is an answer, not an error. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { access } = await run.open();
	const endpoints = await access.checkHealth(run.options);
	return endpoints.map((endpoint) => toItem(endpoint, run.itemIndex));
}
