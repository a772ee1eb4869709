import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';

import { fixedText } from '../gtm/node/fixed-text';
import type { ItemParameters } from '../gtm/parameters/item-parameters';
import { credentialTypeOf } from '../gtm/node/vendor.properties';
import { connectVendor } from '../gtm/vendor-client';
import { parametersOf } from '../gtm/parameters/parameters-of';
import { forEachItem } from '../item-loop';
import type { AnyContextOperation, ContextRun, FormedOperation } from './context-operation';
import { observedGraph } from './process-graph';

/**
 * Runs the chosen operation for each item, one after another, so that what one item wrote the next one
 * reads.
 */
export async function runContextNode(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
	operations: readonly AnyContextOperation[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, operations);
	const parameters = parametersOf(context, properties);
	const run = await runnerOf(context, operation);
	const items = await forEachItem<INodeExecutionData[]>(context, {
		concurrency: 1,
		async handle(itemIndex) {
			const result = await run(parameters(itemIndex), itemIndex);
			const all = Array.isArray(result) ? (result as readonly object[]) : [result];
			return all.map((one) => ({ json: toJson(one), pairedItem: { item: itemIndex } }));
		},
		failed: (item) => [item],
		toNodeError,
	});
	return [items.flat()];
}

type Runner = (
	parameters: ItemParameters,
	itemIndex: number,
) => Promise<object | readonly object[]>;

async function runnerOf(
	context: IExecuteFunctions,
	operation: AnyContextOperation,
): Promise<Runner> {
	if ('runAlone' in operation) {
		return async (parameters, itemIndex) =>
			await operation.runAlone(parameters, {
				credential: async (type) => await context.getCredentials(type, itemIndex),
			});
	}
	const at = await contextRunOf(context);
	return async (parameters) => await operation.run(parameters, at);
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
		graph: await observedGraph(),
		actor: `workflow ${context.getWorkflow().name ?? context.getWorkflow().id ?? ''}`.slice(0, 120),
		run: context.getExecutionId(),
		async connect(vendor, authentication) {
			const credentialType = credentialTypeOf(vendor, authentication);
			return (await connectVendor(context, vendor, { credentialType, itemIndex: 0 })).client;
		},
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
