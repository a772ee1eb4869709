import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
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

/**
 * Deletes the lead from the campaign: Instantly has no request that ends a campaign for one lead. It
 * keeps no trace of it there, so an enrollment afterwards would begin anew.
 */
const removal: Removal = {
	find: findLead,
	request: ({ id }) => ({ path: pathOf`/api/v2/leads/${id}` }),
	note: 'The lead was deleted from the campaign, which is how Instantly stops one person.',
};

export async function stop(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	return await removeEnrollment(removal, client, reference);
}
