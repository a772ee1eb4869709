import { type INode, type INodeProperties, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Outcome, OutcomeStatus } from '../../gtm/model/outcome';

/** Statuses with which something is wrong that the flow cannot know how to go on from. */
const DEFAULT: readonly OutcomeStatus[] = ['upstream_error', 'forbidden', 'invalid'];

/** An option of every GTM node. Successes are not on the list. */
export const treatAsErrorProperty: INodeProperties = {
	displayName: 'Treat as Error',
	name: 'treatAsError',
	type: 'multiOptions',
	default: [...DEFAULT],
	description:
		'Outcomes that stop the node, or go to its error output, as its setting On Error says. All others are items whose status tells what happened.',
	options: [
		{ name: 'Duplicate', value: 'duplicate', description: 'The vendor has it already' },
		{ name: 'Forbidden', value: 'forbidden', description: 'The credential may not do this' },
		{ name: 'Invalid', value: 'invalid', description: 'The input cannot be used' },
		{ name: 'Legal Block', value: 'legal_block', description: 'The law forbids it' },
		{ name: 'Not Found', value: 'not_found', description: 'The vendor knows no such thing' },
		{ name: 'Partial', value: 'partial', description: 'Done in part' },
		{ name: 'Pending', value: 'pending', description: 'The vendor still works on it' },
		{ name: 'Quota Exhausted', value: 'quota_exhausted', description: 'No credits are left' },
		{ name: 'Rate Limited', value: 'rate_limited', description: 'Too many calls' },
		{ name: 'Skipped', value: 'skipped', description: 'The vendor left this record out' },
		{ name: 'Suppressed', value: 'suppressed', description: 'Must not be contacted' },
		{ name: 'Upstream Error', value: 'upstream_error', description: 'The vendor failed' },
	],
};

/**
 * The error that an outcome counts as; undefined if it counts as none.
 *
 * @param statuses the value of `treatAsErrorProperty`; the default if left out
 */
export function toOutcomeError(
	node: INode,
	outcome: Outcome,
	itemIndex: number,
	statuses: readonly string[] = DEFAULT,
): NodeApiError | NodeOperationError | undefined {
	const { status, provider, reason, requestId, retry } = outcome;
	if (!statuses.includes(status)) return undefined;
	const message = reason?.message ?? `${provider} ended with ${status}`;
	const description = [
		`Status ${status}, code ${reason?.code ?? 'unknown'}`,
		...(requestId === undefined ? [] : [`request ${requestId}`]),
		...(retry?.afterMs === undefined ? [] : [`try again in ${Math.ceil(retry.afterMs / 1000)} s`]),
	].join(', ');
	// What was wrong with the input is the flow's, everything else the vendor's.
	const error =
		status === 'invalid'
			? new NodeOperationError(node, message, { itemIndex, description })
			: new NodeApiError(node, { message }, { itemIndex, message, description });
	// Where a message names a code such as ECONNRESET, n8n puts its own words in its place. They advise
	// to send again at once what may have been done.
	error.message = message;
	return error;
}
