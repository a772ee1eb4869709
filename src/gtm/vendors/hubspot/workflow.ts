import type { WorkflowTrigger } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { listOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { API_VERSION } from './version';

/**
 * HubSpot has no request that enrolls a record in a workflow. What works is a workflow that starts when
 * a record joins a static list: this adds the record to that list. A record that is in it already does
 * not join again, so the workflow does not start again: `unchanged`.
 */
export async function triggerWorkflow(
	client: VendorClient,
	{ workflow, recordId }: WorkflowTrigger,
): Promise<Outcome> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'PUT',
			path: pathOf`/crm/lists/${API_VERSION}/${workflow}/memberships/add`,
			body: [recordId],
			effect: 'idempotent',
		});
		const body = recordOf(response.body);
		if (listOf(body.recordsIdsAdded).map(String).includes(recordId)) {
			return { status: 'updated', provider, record: { listId: workflow, recordId } };
		}
		if (listOf(body.recordIdsMissing).map(String).includes(recordId)) {
			const message = `There is no record ${recordId} of the kind that list ${workflow} holds.`;
			return {
				status: 'not_found',
				provider,
				reason: { code: 'no_such_record', message },
				retry: { advised: false },
			};
		}
		return {
			status: 'unchanged',
			provider,
			record: { listId: workflow, recordId },
			notes: ['The record was already in the list, so the workflow does not start again.'],
		};
	} catch (error) {
		return toOutcome(error);
	}
}
