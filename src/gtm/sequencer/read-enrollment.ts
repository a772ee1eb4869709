import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { Enrollment } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import { found, notEnrolled } from './answers';
import { unnamed } from './reference';
import type { EnrollmentReference } from './sequencer-vendor';

/** `not_found` only if the vendor answered, and the person is not in the sequence. */
export async function readEnrollment(
	find: (client: VendorClient, reference: EnrollmentReference) => Promise<Enrollment | undefined>,
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	const problem = unnamed<Enrollment>(provider, reference);
	if (problem) return problem;
	try {
		const record = await find(client, reference);
		return record ? found(provider, record) : notEnrolled(provider, reference.sequenceId);
	} catch (error) {
		return toOutcome(error);
	}
}
