import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import { type ChangeSteps, changeEnrollment } from '../../sequencer/change-enrollment';
import { readEnrollment } from '../../sequencer/read-enrollment';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { sendConfirmed } from './confirmed';
import { findLead } from './leads';

export async function getEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return (
		byEnrollmentOnly(client.provider, reference) ??
		(await readEnrollment(findLead, client, reference))
	);
}

function byEnrollmentOnly(
	provider: string,
	{ email, contactId, enrollmentId }: EnrollmentReference,
): Outcome<Enrollment> | undefined {
	if (email !== undefined || contactId !== undefined || enrollmentId === undefined)
		return undefined;
	const message = 'Smartlead cannot find a person by enrollment ID. Set email or contact ID.';
	return refused(provider, 'invalid', 'person_required', message);
}

const pausing: ChangeSteps = {
	find: findLead,
	wanted: 'paused',
	async act(client, { contactId = '', sequenceId }) {
		const path = pathOf`/api/v1/campaigns/${sequenceId}/leads/${contactId}/pause`;
		await sendConfirmed(client, { method: 'POST', path, effect: 'idempotent' });
	},
};

/** The delay of the next step is the sequence's. Refused for a lead at the last step. */
const resuming: ChangeSteps = {
	find: findLead,
	wanted: 'active',
	async act(client, { contactId = '', sequenceId }) {
		const path = pathOf`/api/v1/campaigns/${sequenceId}/leads/${contactId}/resume`;
		await sendConfirmed(client, { method: 'POST', path, body: {}, effect: 'idempotent' });
	},
};

export async function pause(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return (
		byEnrollmentOnly(client.provider, reference) ??
		(await changeEnrollment(pausing, client, reference))
	);
}

export async function resume(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return (
		byEnrollmentOnly(client.provider, reference) ??
		(await changeEnrollment(resuming, client, reference))
	);
}

/** Takes the lead out of the campaign. Unsubscribing is another thing, which the person decides. */
export async function stop(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const before = await getEnrollment(client, reference);
	const { record } = before;
	if (before.status !== 'found' || record?.contactId === undefined) return before;
	try {
		const path = pathOf`/api/v1/campaigns/${record.sequenceId}/leads/${record.contactId}`;
		await sendConfirmed(client, { method: 'DELETE', path, effect: 'idempotent', accept: [404] });
	} catch (error) {
		return toOutcome(error);
	}
	return {
		status: 'updated',
		provider: client.provider,
		record: { ...record, status: 'finished' },
		notes: ['The lead was removed from the campaign, which is how Smartlead stops one person.'],
	};
}
