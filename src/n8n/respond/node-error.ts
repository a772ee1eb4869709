import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { labelOf } from './parameter-labels';
import { RefusedQuestion } from './refused-question';
import { ContentError } from '../../mcp/server/content/content-error';

/** The error that n8n shows, with the label of the parameter and the item. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof ContentError) {
		const place = error.place === undefined ? '' : ` of ${error.place}`;
		const message = `'${labelOf(error.parameter)}'${place} ${error.problem}`;
		return new NodeOperationError(node, message, { itemIndex, description: error.advice });
	}
	if (error instanceof RefusedQuestion) {
		const { message, advice: description } = error;
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(node, cause, { itemIndex });
}
