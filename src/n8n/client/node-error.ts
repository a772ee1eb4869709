import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { inOwnWords } from '../own-words';
import { McpClientError } from '../../mcp/client/client-error';

/**
 * The error that n8n shows: an HTTP response that refuses is a NodeApiError, everything else is a
 * NodeOperationError. The message says what happened, the description what to do next.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (!(error instanceof McpClientError)) {
		return new NodeOperationError(node, toError(error), { itemIndex });
	}
	const { message, hint: description, httpStatus } = error;
	if (httpStatus === undefined) {
		return inOwnWords(new NodeOperationError(node, error, { itemIndex, description }), message);
	}
	const httpCode = String(httpStatus);
	const options = { itemIndex, message, description, httpCode };
	return inOwnWords(new NodeApiError(node, { message }, options), message);
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
