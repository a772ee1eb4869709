import type { WorkflowTrigger } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Outcome } from '../../model/outcome';
import { idNumber } from './codecs';
import { TOKENS } from './profile';
import { dataOf, read, refusal, write } from './request';

/**
 * Pipedrive's API starts no automation. What works is an automation that starts when a deal reaches a
 * stage: this moves the deal there. A deal that is there does not start it again: `unchanged`.
 */
export async function triggerWorkflow(
	client: VendorClient,
	{ workflow, entity, recordId }: WorkflowTrigger,
): Promise<Outcome> {
	const { provider } = client;
	try {
		const stage = idNumber(workflow);
		if (entity !== 'deal' || stage === undefined || idNumber(recordId) === undefined) {
			const message =
				'Pipedrive starts an automation when a deal moves to a stage. Set Record Type to Deal, Record ID, and Workflow to the ID of the stage.';
			throw refusal(client, 'deal_and_stage', message);
		}
		const path = pathOf`/api/v2/deals/${recordId}`;
		const record = { stageId: workflow, recordId };
		const before = dataOf(await read(client, path));
		if (before.stage_id === stage) {
			const notes = ['The deal was already in this stage, so the automation does not start again.'];
			return { status: 'unchanged', provider, record, notes };
		}
		const body = { stage_id: stage };
		const request = { method: 'PATCH', path, body, effect: 'idempotent' } as const;
		await write(client, request, TOKENS.write);
		return { status: 'updated', provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}
