import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	type NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';

import { summarizeBatch } from '../../../gtm/batch/batch-summary';
import { runBatch } from '../../../gtm/batch/run-batch';
import type { Attempt } from '../../../gtm/http/trace';
import { OWN_BUDGET_CODES } from '../../../gtm/enrichment/over-budget';
import { summarizeTraffic } from '../../../gtm/http/traffic-summary';
import type { Outcome, OutcomeStatus } from '../../../gtm/model/outcome';
import { type Projection, projectOutcome } from '../../../gtm/output/projection';
import { toFailedItem } from '../../item-loop';
import { gtmProcess } from '../gtm-process';
import { toExecutionHints } from '../execution-hints';
import { toOutcomeItems } from '../outcome-items';
import { toOutcomeError } from '../treat-as-error';
import { whatWasDone } from './what-was-done';

/** How the items of a node become outcomes. */
export interface ItemOperation<Input> {
	provider: string;
	vendorName: string;
	/** Reads the parameters of an item. What it throws belongs to that item. */
	prepare(itemIndex: number): Promise<Input> | Input;
	/** Inputs of one call, at most; 1 where there is no batch. */
	portion: number;
	concurrency: number;
	/** Inputs that may not share a call differ in this. */
	groupOf?(this: void, input: Input): string;
	/** Whether two inputs may concern one record: the later one then begins after the earlier one's end. */
	mayBeOne?(this: void, one: Input, other: Input): boolean;
	run(inputs: readonly Input[]): Promise<Outcome[]>;
	projection(itemIndex: number): Projection;
	treatAsError(itemIndex: number): readonly string[];
	/** What the client tells of its requests is collected here. */
	attempts: readonly Attempt[];
	/** Is told how the inputs ended, and has its say below the output. Never throws. */
	observe?(
		this: void,
		ended: ReadonlyArray<{ input: Input; outcome: Outcome }>,
	): Promise<NodeExecutionHint[]>;
}

/** A list shall survive a restart at the vendor; whoever waits for it shall not wait for hours. */
const OUTAGE_PATIENCE_MS = 2 * 60_000;

type Result = { outcome: Outcome } | { error: NodeApiError | NodeOperationError };

/**
 * Runs every item and outputs, in the order of the input, what became of it. An outcome that counts as
 * an error stops the node after the calls that are under way, unless it may continue; nothing that was
 * done is undone, so the error says how much was.
 */
export async function runItems<Input>(
	context: IExecuteFunctions,
	operation: ItemOperation<Input>,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const results = new Map<number, Result>();
	const inputs: Array<{ itemIndex: number; input: Input }> = [];
	for (let itemIndex = 0; itemIndex < count; itemIndex += 1) {
		try {
			inputs.push({ itemIndex, input: await operation.prepare(itemIndex) });
		} catch (error) {
			const wrapped = toNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw wrapped;
			results.set(itemIndex, { error: wrapped });
		}
	}
	const stopOn = context.continueOnFail() ? [] : operation.treatAsError(0);
	const signal = context.getExecutionCancelSignal();
	const { groupOf, mayBeOne } = operation;
	const batch = await runBatch(
		inputs,
		{
			provider: operation.provider,
			portion: operation.portion,
			...(groupOf && { groupOf: ({ input }: { input: Input }) => groupOf(input) }),
			...(mayBeOne && {
				mayBeOne: (one: { input: Input }, other: { input: Input }) =>
					mayBeOne(one.input, other.input),
			}),
			run: async (portion) => await operation.run(portion.map(({ input }) => input)),
		},
		{
			concurrency: operation.concurrency,
			outage: { clock: gtmProcess().clock, patienceMs: OUTAGE_PATIENCE_MS },
			stopOn: [...new Set([...stopOn, 'quota_exhausted'])] as OutcomeStatus[],
			// What is remembered costs nothing, and the next question may cost less.
			...(!stopOn.includes('quota_exhausted') && { goOnAfter: OWN_BUDGET_CODES }),
			...(signal && { signal }),
		},
	);
	const [bug] = batch.unexpected;
	if (bug !== undefined) {
		context.logger.error(
			`${context.getNode().name}: ${bug instanceof Error ? bug.stack : 'an error of ours'}`,
		);
	}
	const ended: Array<{ input: Input; outcome: Outcome }> = [];
	for (const [place, { itemIndex, input }] of inputs.entries()) {
		const outcome = batch.outcomes[place];
		if (!outcome) continue;
		results.set(itemIndex, { outcome });
		ended.push({ input, outcome });
	}
	const summary = summarizeBatch(batch.outcomes);
	const traffic = summarizeTraffic(operation.attempts);
	context.addExecutionHints(
		...toExecutionHints(operation.vendorName, traffic, count > 1 ? summary : undefined),
		...((await operation.observe?.(ended)) ?? []),
	);
	const done = whatWasDone(batch.outcomes);
	return [...results]
		.toSorted(([a], [b]) => a - b)
		.flatMap(([itemIndex, result]) => toItems(context, operation, itemIndex, { ...result, done }));
}

function toItems<Input>(
	context: IExecuteFunctions,
	operation: ItemOperation<Input>,
	itemIndex: number,
	result: Result & { done?: string },
): INodeExecutionData[] {
	if ('error' in result) return [toFailedItem(result.error, itemIndex)];
	const outcome = projectOutcome(result.outcome, operation.projection(itemIndex));
	const error = toOutcomeError(
		context.getNode(),
		outcome,
		itemIndex,
		operation.treatAsError(itemIndex),
	);
	const items = toOutcomeItems(outcome, itemIndex);
	if (!error) return items;
	if (!context.continueOnFail()) {
		if (result.done !== undefined) {
			error.description = [error.description, result.done].filter(Boolean).join('. ');
		}
		throw error;
	}
	return items.map(({ json, ...item }) => ({
		...item,
		json: toFailedJson(context, error.message, json),
	}));
}

/**
 * n8n drops everything but the message from an item with an error of its own, and the outcome must
 * stay readable. On the error output n8n knows an item by these members only.
 */
function toFailedJson(
	context: IExecuteFunctions,
	message: string,
	outcome: IDataObject,
): IDataObject {
	const goesOn = context.getNode().onError !== 'continueErrorOutput';
	return goesOn ? { ...outcome, error: message } : { error: message, details: outcome };
}

function toNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof RangeError) {
		return new NodeOperationError(context.getNode(), error.message, { itemIndex });
	}
	return new NodeOperationError(context.getNode(), error as JsonObject & Error, { itemIndex });
}
