import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import { type ChangeSteps, changeEnrollment } from '../../sequencer/change-enrollment';
import { readEnrollment } from '../../sequencer/read-enrollment';
import { type Removal, removeEnrollment } from '../../sequencer/remove-enrollment';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { findLead } from './leads';

export async function getEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await readEnrollment(findLead, client, reference);
}

/** In this campaign only: without the campaign lemlist pauses the lead everywhere. */
const pausing: ChangeSteps = {
	find: findLead,
	wanted: 'paused',
	async act(client, { id = '', sequenceId }) {
		await client.send({
			method: 'POST',
			path: pathOf`/api/leads/pause/${id}`,
			query: { campaignId: sequenceId },
			effect: 'idempotent',
		});
	},
};

const resuming: ChangeSteps = {
	find: findLead,
	wanted: 'active',
	async act(client, { id = '', custom }) {
		const waits = custom?.state === 'review';
		await client.send({
			method: 'POST',
			path: waits ? pathOf`/api/leads/review/${id}` : pathOf`/api/leads/start/${id}`,
			effect: 'idempotent',
		});
	},
};

export async function pause(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await changeEnrollment(pausing, client, reference);
}

/** A lead that waits for review is launched by it. */
export async function resume(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await changeEnrollment(resuming, client, reference);
}

/**
 * Removes the lead from the campaign. The other way that lemlist has marks the person as unsubscribed,
 * which they did not ask for.
 */
const removal: Removal = {
	find: findLead,
	request: ({ id, sequenceId }) => ({
		path: pathOf`/api/campaigns/${sequenceId}/leads/${id}`,
		query: { action: 'remove' },
	}),
	note: 'The lead was removed from the campaign, which is how lemlist stops one person.',
};

export async function stop(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await removeEnrollment(removal, client, reference);
}
