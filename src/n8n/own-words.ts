import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * The error with this message, whatever n8n made of it. n8n puts a sentence of its own in the place of
 * a message that names ECONNRESET, ETIMEDOUT or another well-known code, and some of them advise to
 * try again: after a call that may have reached a person, that is the wrong advice.
 *
 * @see n8n-workflow, errors/abstract/node.error, COMMON_ERRORS
 */
export function inOwnWords<OfNode extends NodeApiError | NodeOperationError>(
	error: OfNode,
	message: string,
): OfNode {
	error.message = message;
	return error;
}
