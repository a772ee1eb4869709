import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { chosenOperation, contextRunOf, toJson, toNodeError } from '../context/run-context-node';
import { gtmProcess } from '../gtm/gtm-process';
import { parametersOf } from '../gtm/parameters/parameters-of';
import { forEachItem } from '../item-loop';
import type { PlaybookOperation } from './playbook-operation';
import { playbookRuns } from './process-runs';
import { sealingSecret } from './sealing-secret';

/** Runs the chosen operation, for each item in its turn or for all at once. */
export async function runPlaybookNode(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
	operations: readonly PlaybookOperation[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, operations);
	const parameters = parametersOf(context, properties);
	const at = {
		...(await contextRunOf(context)),
		runs: await playbookRuns(),
		secret: sealingSecret(),
		now: gtmProcess().clock.now(),
		items: context.getInputData().map(({ json }) => json),
	};
	if ('runAll' in operation) {
		try {
			const results = await operation.runAll(
				at.items.map((_, index) => parameters(index)),
				at,
			);
			return [results.map(({ of, json }) => ({ json: toJson(json), pairedItem: { item: of } }))];
		} catch (error) {
			throw toNodeError(context.getNode(), error, 0);
		}
	}
	const items = await forEachItem<INodeExecutionData>(context, {
		concurrency: 1,
		async handle(itemIndex) {
			const result = await operation.run(parameters(itemIndex), at);
			return { json: toJson(result), pairedItem: { item: itemIndex } };
		},
		failed: (item) => item,
		toNodeError,
	});
	return [items];
}
