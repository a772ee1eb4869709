import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ExecutionConnections } from '../../../src/n8n/client/execution-connections';
import { toNodeError } from '../../../src/n8n/client/node-error';
import * as call from './tool/call.operation';
import * as list from './tool/list.operation';

type ToolOperation = 'call' | 'list';

const operations = { call, list } satisfies Record<ToolOperation, unknown>;

/** The item loop: each item is handled on its own, over connections that are always closed. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	const connections = new ExecutionConnections(this);
	try {
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				const operation = this.getNodeParameter('operation', itemIndex) as ToolOperation;
				output.push(...(await operations[operation].execute.call(this, itemIndex, connections)));
			} catch (error) {
				const nodeError = toNodeError(this.getNode(), error, itemIndex);
				if (!this.continueOnFail()) throw nodeError;
				const json = { error: nodeError.message };
				output.push({ json, error: nodeError, pairedItem: { item: itemIndex } });
			}
		}
	} finally {
		await connections.closeAll();
	}
	return [output];
}
