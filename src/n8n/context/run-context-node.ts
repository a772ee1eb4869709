import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';

import { fixedText } from '../gtm/node/fixed-text';
import { parametersOf } from '../gtm/parameters/parameters-of';
import { forEachItem } from '../item-loop';
import type { ContextOperation } from './context-operation';
import { contextGraph } from './process-graph';

/**
 * Runs the chosen operation for each item, one after another, so that what one item wrote the next one
 * reads.
 */
export async function runContextNode(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
	operations: readonly ContextOperation[],
): Promise<INodeExecutionData[][]> {
	const resource = fixedText(context, 'resource');
	const value = fixedText(context, 'operation');
	const operation = operations.find((one) => one.resource === resource && one.value === value);
	if (operation === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`There is no operation "${value}" of ${resource}. Choose one of the list.`,
		);
	}
	const graph = await contextGraph();
	const parameters = parametersOf(context, properties);
	const at = {
		graph,
		actor: `workflow ${context.getWorkflow().name ?? context.getWorkflow().id ?? ''}`.slice(0, 120),
		run: context.getExecutionId(),
	};
	const items = await forEachItem<INodeExecutionData[]>(context, {
		concurrency: 1,
		async handle(itemIndex) {
			const result = await operation.run(parameters(itemIndex), at);
			const all = Array.isArray(result) ? (result as readonly object[]) : [result];
			return all.map((one) => ({ json: toJson(one), pairedItem: { item: itemIndex } }));
		},
		failed: (item) => [item],
		toNodeError,
	});
	return [items.flat()];
}

/** What came from the store is plain data; what is undefined is not there for n8n either. */
function toJson(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (error instanceof RangeError) {
		const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
		return new NodeOperationError(node, message, { itemIndex });
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}
