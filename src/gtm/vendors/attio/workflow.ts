import type { WorkflowTrigger } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { OBJECT_NAMES } from './links';
import { dataOf, listIn, read, write } from './request';

const ENTRIES_MAX = 1_000;

/**
 * Attio's API starts no workflow. What works is a workflow that starts when a record joins a list: this
 * adds the record, with `inputs` as values of the entry. A record that is in the list does not join
 * again, so the workflow does not start again: `unchanged`, or `updated` if values were given.
 */
export async function triggerWorkflow(
	client: VendorClient,
	{ workflow, entity, recordId, inputs = {} }: WorkflowTrigger,
): Promise<Outcome> {
	const { provider } = client;
	const object = OBJECT_NAMES[entity];
	try {
		const entries = await read(client, pathOf`/v2/objects/${object}/records/${recordId}/entries`, {
			query: { limit: ENTRIES_MAX },
		});
		const present = listIn(entries).find(
			({ list_id: id, list_api_slug: slug }) => id === workflow || slug === workflow,
		);
		const notes = ['The record was already in the list, so the workflow does not start again.'];
		if (present !== undefined && Object.keys(inputs).length === 0) {
			const record = { list: workflow, recordId, entryId: idOf(present.entry_id) };
			return { status: 'unchanged', provider, record, notes };
		}
		const made = await write(
			client,
			{ method: 'PUT', path: pathOf`/v2/lists/${workflow}/entries`, effect: 'idempotent' },
			{ parent_object: object, parent_record_id: recordId, entry_values: inputs },
		);
		const entryId = idOf(recordOf(dataOf(made).id).entry_id);
		return {
			status: present === undefined ? 'created' : 'updated',
			provider,
			record: { list: workflow, recordId, entryId },
			...(present !== undefined && { notes }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}
