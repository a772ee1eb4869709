import type { CallToolResult } from '@modelcontextprotocol/server';
import type { IDataObject, IRunExecutionData } from 'n8n-workflow';

import { CALLER_KEY } from './flow-start';
import type { ResultShape } from './trigger-parameters';
import type { FinishedRun } from '../runtime-internals';
import { toolData, toolError } from '../../mcp/server/tool-result';

type ResultData = IRunExecutionData['resultData'];

/**
 * What a finished execution answers: the items of the node that ran last, over all its outputs, or
 * the failure that stopped it.
 *
 * @param shape `auto`: one item is its JSON, any other number `{ items }`; `list`: always `{ items }`
 */
export function resultOfRun(
	{ cancelled, resultData }: FinishedRun,
	shape: ResultShape,
): CallToolResult {
	if (cancelled) return toolError('The execution was stopped before it had a result.');
	if (resultData.error) return toolError(describeFailure(resultData.error));
	const items = lastItems(resultData).map(withoutCaller);
	const [only] = items;
	return toolData(shape === 'auto' && only !== undefined && items.length === 1 ? only : { items });
}

function lastItems({ lastNodeExecuted, runData }: ResultData): IDataObject[] {
	const lastRun = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted]?.at(-1);
	return (lastRun?.data?.main ?? []).flatMap((items) => (items ?? []).map(({ json }) => json));
}

/** The caller is data for the flow; nodes that pass items through must not send it back. */
function withoutCaller(json: IDataObject): IDataObject {
	const { [CALLER_KEY]: _caller, ...rest } = json;
	return rest;
}

/** Message and advice are written for people who read n8n's editor, and serve a model as well. */
function describeFailure(error: NonNullable<ResultData['error']>): string {
	const advice = 'description' in error ? error.description : undefined;
	return typeof advice === 'string' && advice !== '' && advice !== error.message
		? `${error.message}\n${advice}`
		: error.message;
}
