import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Attempt } from '../../../gtm/http/trace';
import type { Operation } from '../../../gtm/operations/operation';
import type { Outcome } from '../../../gtm/model/outcome';
import type { ZodType } from '../../../third-party/zod';
import { parametersOf } from '../parameters/parameters-of';
import { observeOutcomes } from '../../context/observe/observe-outcomes';
import { type NodeForm, readInput } from './node-form';
import { readProjection, readTreatAsError, UPDATE_CONTEXT_GRAPH } from './output.properties';
import { runItems } from './run-items';

/** An operation whose inputs are its own affair: it only ever gets what its own schema made. */
export type AnyOperation<Ports> = Omit<Operation<Ports>, 'input'> & { input: ZodType };

export interface OperationRun<Ports extends object> {
	form: NodeForm<AnyOperation<Ports>>;
	operation: AnyOperation<Ports>;
	ports: Ports;
	provider: string;
	vendorName: string;
	/** Inputs under way at once, where there is no batch. */
	concurrency: number;
	attempts: readonly Attempt[];
}

/** Runs an operation of the catalogue for every item of the node. */
export async function runOperation<Ports extends object>(
	context: IExecuteFunctions,
	run: OperationRun<Ports>,
): Promise<INodeExecutionData[]> {
	const { form, operation, ports, concurrency, ...about } = run;
	const parameters = parametersOf(context, form.properties);
	const projection = form.projections?.[operation.name];
	const portion = operation.portion?.(ports) ?? 1;
	return await runItems<never>(context, {
		...about,
		prepare: (itemIndex) => readInput(form, operation, parameters(itemIndex)) as never,
		portion,
		...(operation.mayBeOne && { mayBeOne: operation.mayBeOne }),
		run: async (inputs) => await outcomesOf(operation, ports, inputs),
		// Batches one after the other: of two items about one record the later one must win.
		concurrency: portion > 1 ? 1 : concurrency,
		projection: (itemIndex) => projection ?? readProjection(parameters(itemIndex)),
		treatAsError: (itemIndex) => readTreatAsError(parameters(itemIndex)),
		...(parameters(0).boolean(UPDATE_CONTEXT_GRAPH) && {
			observe: async (ended) => await observeOutcomes(context, { operation, ports }, ended),
		}),
	});
}

async function outcomesOf<Ports>(
	{ run, runMany }: AnyOperation<Ports>,
	ports: Ports,
	inputs: readonly never[],
): Promise<Outcome[]> {
	if (runMany) return await runMany(ports, inputs);
	const outcomes: Outcome[] = [];
	for (const input of inputs) outcomes.push(await run(ports, input));
	return outcomes;
}
