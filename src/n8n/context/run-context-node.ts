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
import type { ContextOperation, ContextRun, FormedOperation } from './context-operation';
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
	const operation = chosenOperation(context, operations);
	const parameters = parametersOf(context, properties);
	const at = await contextRunOf(context);
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

/** What the form says is to be done. */
export function chosenOperation<Operation extends FormedOperation>(
	context: IExecuteFunctions,
	operations: readonly Operation[],
): Operation {
	const resource = fixedText(context, 'resource');
	const value = fixedText(context, 'operation');
	const operation = operations.find((one) => one.resource === resource && one.value === value);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation "${value}" of ${resource}. Choose one of the list.`,
	);
}

export async function contextRunOf(context: IExecuteFunctions): Promise<ContextRun> {
	return {
		graph: await contextGraph(),
		actor: `workflow ${context.getWorkflow().name ?? context.getWorkflow().id ?? ''}`.slice(0, 120),
		run: context.getExecutionId(),
	};
}

/** What came from the store is plain data; what is undefined is not there for n8n either. */
export function toJson(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (error instanceof RangeError) {
		const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
		return new NodeOperationError(node, message, { itemIndex });
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}
