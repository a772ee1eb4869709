import { collectPages } from '../../crm/pages';
import { serialised } from '../../crm/serialised';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { Sequence, SequenceStep } from '../../model/sequence';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, StepChange } from '../../sequencer/sequencer-vendor';
import { campaignMapping } from './campaign.mapping';
import { changedSteps, toSteps } from './steps';

const PAGE_MAX = 100;

export async function listSequences(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Sequence[]>> {
	const { outcome, records } = await collectPages(client.provider, limit, async (after, wanted) => {
		const response = await client.send({
			method: 'GET',
			path: '/api/v2/campaigns',
			query: { limit: Math.min(wanted, PAGE_MAX), starting_after: after, search: text },
			effect: 'read',
		});
		const body = recordOf(response.body);
		const next = textOf(body.next_starting_after);
		return {
			records: recordsOf(body.items).map((campaign) => toSequence(campaign).record),
			...(next !== undefined && { next }),
		};
	});
	return { ...outcome, record: records };
}

export async function getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>> {
	try {
		const campaign = await readCampaign(client, id);
		const { record, notes } = toSequence(campaign);
		return found(client.provider, record, { notes });
	} catch (error) {
		return toOutcome(error);
	}
}

async function readCampaign(client: VendorClient, id: string): Promise<Record<string, unknown>> {
	const path = pathOf`/api/v2/campaigns/${id}`;
	const response = await client.send({ method: 'GET', path, effect: 'read' });
	return recordOf(response.body);
}

function toSequence(campaign: Record<string, unknown>): { record: Sequence; notes: string[] } {
	const { sequences, ...rest } = campaign;
	const { values, notes } = toCanonical(campaignMapping, rest);
	const steps = toSteps(sequences);
	const record = { id: '', name: '', ...values, ...(steps.length > 0 && { steps }) };
	return { record, notes };
}

/**
 * Reads the campaign, changes one step and writes all of them: Instantly knows no single step. A change
 * that somebody makes in the web app at the same moment is lost. Leads that wait for the step get the
 * new text.
 */
export async function updateStep(
	client: VendorClient,
	change: StepChange,
): Promise<Outcome<SequenceStep>> {
	const { provider } = client;
	const { sequenceId } = change;
	try {
		return await serialised(client, `campaign ${sequenceId}`, async () => {
			const campaign = await readCampaign(client, sequenceId);
			const changed = changedSteps(campaign.sequences, change);
			if ('problem' in changed) {
				return refused<SequenceStep>(provider, 'invalid', changed.code, changed.problem);
			}
			const response = await client.send({
				method: 'PATCH',
				path: pathOf`/api/v2/campaigns/${sequenceId}`,
				body: { sequences: changed.sequences },
				effect: 'idempotent',
			});
			const steps = toSteps(recordOf(response.body).sequences);
			const record = steps.find(({ number }) => number === changed.number);
			if (record === undefined) {
				const message = `Instantly accepted the change, but does not show step ${changed.number} afterwards.`;
				return refused<SequenceStep>(provider, 'upstream_error', 'step_lost', message);
			}
			const { notes } = changed;
			return { status: 'updated', provider, record, ...(notes.length > 0 && { notes }) };
		});
	} catch (error) {
		return toOutcome(error);
	}
}
