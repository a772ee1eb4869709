import { serialised } from '../../crm/serialised';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { Sequence, SequenceStep } from '../../model/sequence';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, StepChange } from '../../sequencer/sequencer-vendor';
import { campaignMapping } from './campaign.mapping';
import { sendConfirmed } from './confirmed';
import { changedSteps, toSteps } from './steps';

/** Smartlead answers with all campaigns at once. */
export async function listSequences(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Sequence[]>> {
	const { provider } = client;
	try {
		const path = '/api/v1/campaigns/';
		const response = await client.send({ method: 'GET', path, effect: 'read' });
		const wanted = text?.toLowerCase() ?? '';
		const record = recordsOf(response.body)
			.map((campaign) => toSequence(campaign).record)
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.slice(0, limit);
		if (record.length > 0) return found(provider, record);
		return { ...refused(provider, 'not_found', 'no_match', 'No campaign matches.'), record };
	} catch (error) {
		return toOutcome(error);
	}
}

/** A campaign that is not there is 404, or 200 with nothing in it. */
export async function getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>> {
	const { provider } = client;
	try {
		const path = pathOf`/api/v1/campaigns/${id}`;
		const response = await client.send({ method: 'GET', path, effect: 'read' });
		const campaign = recordOf(response.body);
		if (idOf(campaign.id) === undefined) {
			return refused(provider, 'not_found', 'no_campaign', `Smartlead has no campaign ${id}.`);
		}
		const { record, notes } = toSequence(campaign);
		const steps = toSteps(await readSteps(client, id));
		return found(provider, { ...record, ...(steps.length > 0 && { steps }) }, { notes });
	} catch (error) {
		return toOutcome(error);
	}
}

async function readSteps(client: VendorClient, campaignId: string): Promise<unknown> {
	const path = pathOf`/api/v1/campaigns/${campaignId}/sequences`;
	const response = await client.send({ method: 'GET', path, effect: 'read' });
	return response.body;
}

/** Whether a campaign is run for one of these clients of the account; asks only if there are some. */
export async function isOfClient(
	client: VendorClient,
	campaignId: string,
	owners: readonly string[],
): Promise<boolean> {
	if (owners.length === 0) return false;
	const path = pathOf`/api/v1/campaigns/${campaignId}`;
	const { body } = await client.send({ method: 'GET', path, effect: 'read' });
	const owner = idOf(recordOf(body).client_id);
	return owner !== undefined && owners.includes(owner);
}

function toSequence(campaign: Record<string, unknown>): { record: Sequence; notes: string[] } {
	const { values, notes } = toCanonical(campaignMapping, campaign);
	return { record: { id: '', name: '', ...values }, notes };
}

/** Smartlead changes no steps of a campaign that runs. Pausing it is left to its owner. */
async function saveSteps(
	client: VendorClient,
	sequenceId: string,
	sequences: unknown,
): Promise<Outcome<SequenceStep> | undefined> {
	try {
		await sendConfirmed(client, {
			method: 'POST',
			path: pathOf`/api/v1/campaigns/${sequenceId}/sequences`,
			body: { sequences },
			effect: 'idempotent',
		});
		return undefined;
	} catch (error) {
		const failure = toOutcome<SequenceStep>(error);
		if (failure.status !== 'invalid') return failure;
		const campaign = await getSequence(client, sequenceId);
		if (campaign.record?.status !== 'active') return failure;
		const message =
			`The campaign is running, and Smartlead changes steps only while it is paused. Pause it in Smartlead, change the step, and start it again. ${failure.reason?.message ?? ''}`.trim();
		return refused(client.provider, 'invalid', 'campaign_active', message);
	}
}

/**
 * Reads all steps, changes one and writes all: Smartlead knows no single step. A change that somebody
 * makes in the web app at the same moment is lost.
 */
export async function updateStep(
	client: VendorClient,
	change: StepChange,
): Promise<Outcome<SequenceStep>> {
	const { provider } = client;
	const { sequenceId } = change;
	try {
		return await serialised(client, `campaign ${sequenceId}`, async () => {
			const changed = changedSteps(await readSteps(client, sequenceId), change);
			if ('problem' in changed) {
				return refused<SequenceStep>(provider, 'invalid', changed.code, changed.problem);
			}
			const problem = await saveSteps(client, sequenceId, changed.sequences);
			if (problem) return problem;
			const after = toSteps(await readSteps(client, sequenceId));
			const record = after.find(({ number }) => number === changed.number);
			if (record !== undefined) return { status: 'updated', provider, record };
			const message = `Smartlead accepted the change, but does not show step ${changed.number} afterwards.`;
			return refused<SequenceStep>(provider, 'upstream_error', 'step_lost', message);
		});
	} catch (error) {
		return toOutcome(error);
	}
}
