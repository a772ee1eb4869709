import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import { readEnrollment } from '../../sequencer/read-enrollment';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { findLead } from './leads';

export async function getEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await readEnrollment(findLead, client, reference);
}

/**
 * Deletes the lead from the campaign: Instantly has no request that ends a campaign for one lead. It
 * keeps no trace of it there, so an enrollment afterwards would begin anew.
 */
export async function stop(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const before = await getEnrollment(client, reference);
	const { record } = before;
	if (before.status !== 'found' || record?.id === undefined) return before;
	try {
		await client.send({
			method: 'DELETE',
			path: pathOf`/api/v2/leads/${record.id}`,
			effect: 'idempotent',
			accept: [404],
		});
	} catch (error) {
		return toOutcome(error);
	}
	return {
		status: 'updated',
		provider: client.provider,
		record: { ...record, status: 'finished' },
		notes: ['The lead was deleted from the campaign, which is how Instantly stops one person.'],
	};
}
