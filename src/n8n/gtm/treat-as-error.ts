import { type INode, type INodeProperties, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Outcome, OutcomeStatus } from '../../gtm/model/outcome';
import { inOwnWords } from '../own-words';

/** Statuses with which something is wrong that the flow cannot know how to go on from. */
const DEFAULT: readonly OutcomeStatus[] = ['upstream_error', 'forbidden', 'invalid'];

/** An option of every GTM node. Successes are not on the list. */
export const treatAsErrorProperty: INodeProperties = {
	displayName: 'Treat as Error',
	name: 'treatAsError',
	type: 'multiOptions',
	default: [...DEFAULT],
	description:
		'Outcomes that count as errors for the On Error setting of the node. All other outcomes are items with a status.',
	options: [
		{ name: 'Duplicate', value: 'duplicate', description: 'The vendor already has it' },
		{
			name: 'Forbidden',
			value: 'forbidden',
			description: 'The credential has no permission for this',
		},
		{ name: 'Invalid', value: 'invalid', description: 'The input is not valid' },
		{ name: 'Legal Block', value: 'legal_block', description: 'The law does not allow it' },
		{ name: 'Not Found', value: 'not_found', description: 'The vendor has no such thing' },
		{ name: 'Partial', value: 'partial', description: 'Partly done' },
		{ name: 'Pending', value: 'pending', description: 'The vendor is still working on it' },
		{ name: 'Quota Exhausted', value: 'quota_exhausted', description: 'No credits are left' },
		{ name: 'Rate Limited', value: 'rate_limited', description: 'Too many requests' },
		{ name: 'Skipped', value: 'skipped', description: 'The vendor skipped this record' },
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
	return inOwnWords(error, message);
}
